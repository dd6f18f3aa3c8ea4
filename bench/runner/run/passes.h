/* SPDX-License-Identifier: MIT */
/* The passes that ask one program about one cell at a time: verify, time, allocations, kernel, tails, memory. Each looks at every
 * cell that it concerns and that it has not done before (a resumed run), records what it learns, and returns early with CORO_OK
 * when the user asks to stop. They fail only when the machine does: CORO_ERR_IO (no process), CORO_ERR_NO_MEMORY. */
#ifndef BENCH_RUNNER_RUN_PASSES_H
#define BENCH_RUNNER_RUN_PASSES_H
#include "bench/runner/run/session.h"

/* Settles every cell that is unverified; nothing else runs before it. */
CORO_MUST_USE enum coro_status runner_passes_verify(struct session *);
/* One fresh process per sample, all cells in a new shuffled order each round. A cell that fails drops out. */
CORO_MUST_USE enum coro_status runner_passes_time(struct session *);
CORO_MUST_USE enum coro_status runner_passes_allocations(struct session *);
/* System calls and page faults. A failure here, or in the passes below, costs the cell their figures only. */
CORO_MUST_USE enum coro_status runner_passes_kernel(struct session *);
/* For cells whose single next() calls can be told apart. */
CORO_MUST_USE enum coro_status runner_passes_tails(struct session *);
/* For the workloads in which many tasks wait at once. */
CORO_MUST_USE enum coro_status runner_passes_memory(struct session *);

/* Tells the progress how many steps these passes still have: call before the first pass and after each. */
void runner_passes_expect(struct session *);

#endif
