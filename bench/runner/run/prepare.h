/* SPDX-License-Identifier: MIT */
/* What must be found out before anything is measured: what to do, whether its text, trace, programs and output are there, and
 * where its journal goes. */
#ifndef BENCH_RUNNER_RUN_PREPARE_H
#define BENCH_RUNNER_RUN_PREPARE_H
#include "bench/runner/run/resume.h"

/* Fills the session, whose options are parsed and whose result is initialised, and *resumed. CORO_ERR_IO or CORO_ERR_INVALID,
 * said on standard error; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_prepare(struct session *, struct resumed *);
/* Begins the journal, with everything that was resumed; a directory that takes none leaves a note. CORO_ERR_IO, said on standard
 * error, when there is one that belongs to another run. CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_prepare_journal(struct session *, const struct resumed *);

#endif
