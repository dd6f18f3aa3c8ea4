/* SPDX-License-Identifier: MIT */
/* How a run ends: what it measured goes into a file, whatever stopped it. */
#ifndef BENCH_RUNNER_RUN_FINISH_H
#define BENCH_RUNNER_RUN_FINISH_H
#include "bench/runner/run/session.h"

/* Writes the result and removes the journal, once the measuring has ended with this status or by the user's wish. An older file is
 * left as it is where nothing was measured. Returns corolab's exit status: 0, 1 when the run failed or its result is not where it
 * was to be, RUNNER_STOPPED. */
int runner_ending_finish(struct session *, enum coro_status measured);

#endif
