/* SPDX-License-Identifier: MIT */
/* All that can be refused before anything is measured: the plan, its text, trace and programs, the result file. */
#ifndef BENCH_RUNNER_RUN_PREPARE_H
#define BENCH_RUNNER_RUN_PREPARE_H
#include "bench/runner/run/resume.h"

/* Fills the session, whose options are parsed and whose result is initialised, and *resumed. CORO_ERR_IO or CORO_ERR_INVALID,
 * said on standard error; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_prepare(struct session *, struct resumed *);
/* Opens the result file, locks it and writes its header, or takes up the resumed one. CORO_ERR_IO, said on standard error. */
CORO_MUST_USE enum coro_status runner_prepare_file(struct session *, struct resumed *);

#endif
