/* SPDX-License-Identifier: MIT */
/* Reads a result file back into the session of a new run: all of it to resume that run, its plan alone to repeat it. The
 * report's reader checks the records; this one holds them against the present build and machine. Without it, a killed run
 * would begin again. A fault is CORO_ERR_IO, said on standard error with the file's name. */
#ifndef BENCH_RUNNER_RUN_RESUME_H
#define BENCH_RUNNER_RUN_RESUME_H
#include "bench/runner/run/session.h"
#include "report/result/result.h"

struct resumed {
    struct report_result *result;       /* strings in the options point into it */
    int fd;                             /* holds the lock of the file; -1 when none is open */
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
