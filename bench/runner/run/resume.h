/* SPDX-License-Identifier: MIT */
/* Taking up an earlier run: its selection, seed and mode, and everything it has measured, out of its result file, or out of its
 * journal (journal.h), which is there when the run was killed. Memory grows with the samples by 24 bytes each. */
#ifndef BENCH_RUNNER_RUN_RESUME_H
#define BENCH_RUNNER_RUN_RESUME_H
#include "bench/runner/run/session.h"

struct resumed {
    json_t *document;           /* the file without its samples; strings in the options point into it */
    bool is_complete;           /* nothing is left to do */
    int journal_fd;             /* locks the journal that was read; -1 when none was, and before anything is read */
};

/* Reads session->options.resume into the session's options and plan, and into its result, which must be initialised. The caller
 * gives *resumed to runner_resume_fini, also after a failure, when the options are no longer used. CORO_ERR_IO, said on standard
 * error, when the file is missing, cut off, foreign, in use, or about rows that this build does not have; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_resume_read(struct session *, struct resumed *);
/* Reads options and plan alone, of session->options.like: to do the same from the beginning. As runner_resume_read. */
CORO_MUST_USE enum coro_status runner_resume_repeat(struct session *, struct resumed *);
/* CORO_ERR_IO, said on standard error, unless the file's numbers come out of exactly these programs. */
CORO_MUST_USE enum coro_status runner_resume_compare(const struct resumed *, const struct programs *);
void runner_resume_fini(struct resumed *);

#endif
