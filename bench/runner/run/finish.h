/* SPDX-License-Identifier: MIT */
/* The end of a run, whatever stopped it: the last record of the result file, and the sentences to the user. */
#ifndef BENCH_RUNNER_RUN_FINISH_H
#define BENCH_RUNNER_RUN_FINISH_H
#include "bench/runner/run/session.h"

/* Ends the result file, once the measuring has ended with this status or by the user's wish. An older file stays where
 * nothing was measured. Returns corolab's exit status: 0, 1 when the run failed or its result is not at its path,
 * RUNNER_STOPPED. */
int runner_finish(struct session *, enum coro_status measured);

#endif
