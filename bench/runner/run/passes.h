/* SPDX-License-Identifier: MIT */
/* The passes that ask one program about one cell at a time: verify, time, allocations, kernel, tails, memory. Each asks
 * about the cells that it concerns and that no earlier part of the run has asked about, and records the answers. Verify
 * settles every cell, so it runs first. A failure in verify, time or allocations is the cell's; in the others it costs the
 * cell their figures only. */
#ifndef BENCH_RUNNER_RUN_PASSES_H
#define BENCH_RUNNER_RUN_PASSES_H
#include "bench/runner/run/session.h"

/* Runs one of these passes, until it is done, the user asks to stop, or the machine fails. */
void runner_pass_run(struct session *, enum pass);
/* Tells the progress how many steps these passes still have: call before the first pass and after each. */
void runner_passes_expect(struct session *);

#endif
