/* SPDX-License-Identifier: MIT */
/* Reads a result file back into the session of a new run: all of it to resume that run, its header alone to repeat it. Files
 * are cut off and edited, so everything is checked, by the rules of the report's reader and some more: a metric must be one
 * that this build measures, and a sample must not come twice. A fault is CORO_ERR_IO, said on standard error with the file's
 * name and line. */
#ifndef BENCH_RUNNER_RUN_RESUME_H
#define BENCH_RUNNER_RUN_RESUME_H
#include <sys/types.h>
#include "bench/runner/run/session.h"

struct resumed {
    json_t *header;             /* strings in the options point into it */
    int fd;                     /* holds the lock of the file; -1 when none is open */
    off_t whole_bytes;          /* where the next record goes */
    bool is_complete;           /* nothing is left to do */
    size_t sample_count;        /* in its whole lines */
};

/* Reads session->options.resume. The caller gives *resumed, which is { .fd = -1 }, to runner_resume_fini, also after a
 * failure, when the options are no longer used. Refuses a file that another run writes, and one of version 1, whose run
 * cannot be resumed. */
CORO_MUST_USE enum coro_status runner_resume_read(struct session *, struct resumed *);
/* Reads options and plan alone, of session->options.like, a file of either version. As runner_resume_read. */
CORO_MUST_USE enum coro_status runner_resume_repeat(struct session *, struct resumed *);
/* CORO_ERR_IO, said on standard error with the difference, unless the run goes on where it began: on the same processor and
 * kernel, built by the same compiler, with exactly these programs. */
CORO_MUST_USE enum coro_status runner_resume_compare(const struct resumed *, const struct session *);
void runner_resume_fini(struct resumed *);

#endif
