/* SPDX-License-Identifier: MIT */
/* All that a run can refuse before it measures: the plan, its text, trace and programs, and the result file. run.c calls it
 * first, so that hours of measuring do not end at a missing file. */
#ifndef BENCH_RUNNER_RUN_PRECONDITIONS_H
#define BENCH_RUNNER_RUN_PRECONDITIONS_H
#include "bench/runner/run/resume.h"

/* Fills the session, whose options are parsed, and *resumed. Opens no file for writing. CORO_ERR_IO or CORO_ERR_INVALID,
 * said on standard error. */
CORO_MUST_USE enum coro_status runner_preconditions_check(struct session *, struct resumed *);
/* Opens the result file, locks it and writes its header, or takes up the resumed one. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_result_open(struct session *, struct resumed *);

#endif
