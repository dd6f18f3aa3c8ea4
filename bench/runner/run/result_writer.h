/* SPDX-License-Identifier: MIT */
/* Writes the result file of a run. The file is opened and locked before the first measurement; each answer is one append. A
 * record is in the file before the next child starts, so a killed run loses none. The disk is flushed at the end of the run
 * only, so a crash of the machine may lose records. report/result/result-2.schema.json describes the records. */
#ifndef BENCH_RUNNER_RUN_RESULT_WRITER_H
#define BENCH_RUNNER_RUN_RESULT_WRITER_H
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>
#include "bench/runner/plan/plan.h"

struct result_writer {
    char path[PATH_MAX];
    int fd;                     /* locked (flock) while it is open; -1: there is no file, and nothing is written */
    int older_fd;               /* of the file that this run has replaced, locked until the end; else -1 */
    off_t whole_bytes;          /* the length of the file in whole lines, an older file's included */
    bool is_new;                /* this run made the file */
    bool is_broken;             /* a record could not be written; so is no other */
    char *waiting;              /* records that wait for the first sample, while an older file stands in their place; else NULL */
    size_t waiting_bytes;
};

/* A run that has measured nothing must not cost an older file. */
enum record_weight { RECORD_MAY_WAIT, RECORD_IS_MEASURED };

/* Opens the file at `path`, or makes it, and locks it. Prints a sentence on standard error and returns CORO_ERR_IO for a file
 * that is not regular, that cannot be written or replaced, or that belongs to another run. An older file keeps its place until
 * the first measured record. */
CORO_MUST_USE enum coro_status runner_writer_open(struct result_writer *, const char *path);
/* Takes over the locked descriptor of the file at `path`, of which `whole_bytes` are kept. */
CORO_MUST_USE enum coro_status runner_writer_reopen(struct result_writer *, const char *path, int fd, off_t whole_bytes);
/* Replaces the contents of the file by the first bytes of another. An older file stays as it was when there is no room. */
CORO_MUST_USE enum coro_status runner_writer_copy(struct result_writer *, int from, off_t bytes);

/* Each of these appends whole lines by one write. CORO_ERR_IO, the first time said on standard error: then the file ends
 * behind the last whole record, and nothing is added any more. */
CORO_MUST_USE enum coro_status runner_writer_add_lines(struct result_writer *, const char *lines, size_t bytes,
                                                       enum record_weight);
/* Takes the reference. */
CORO_MUST_USE enum coro_status runner_writer_add(struct result_writer *, json_t *record);

/* Refuses, with a sentence on standard error, to replace an older file that is not a finished run of the plan in `header`
 * (CORO_ERR_IO): a file of another kind, a run of another plan, or a killed run, which could be resumed. */
CORO_MUST_USE enum coro_status runner_older_file_protect(const struct result_writer *, const json_t *header);

/* True when the open file is the file at the path. -1 means no file. */
bool runner_writer_is_at(int fd, const char *path);
/* Writes the waiting records and flushes the disk. CORO_ERR_IO when the file has left its path or could not be written. A file
 * removed meanwhile is copied to the directory for temporary files, with a sentence on standard error. */
CORO_MUST_USE enum coro_status runner_writer_finish(struct result_writer *);
/* Closes and unlocks the file. Removes a file that this run made and did not fill. */
void runner_writer_close(struct result_writer *);

#endif
