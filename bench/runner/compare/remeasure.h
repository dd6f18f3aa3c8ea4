/* SPDX-License-Identifier: MIT */
/* What `corolab compare --confirm` measures afresh, with the timing programs that made the two files, side by side in one
 * session. */
#ifndef BENCH_RUNNER_COMPARE_REMEASURE_H
#define BENCH_RUNNER_COMPARE_REMEASURE_H
#include <stdint.h>
#include "coro/status.h"
#include "report/analysis/comparison.h"

/* Pairs of the look at every cell, enough for a signed-rank test to see a few percent; and blocks of the cells that it does not
 * clear, enough for the test to pass the correction for hundreds of cells and for the floor to lie below such a difference. */
enum { RUNNER_CONFIRM_PAIRS = 12, RUNNER_CONFIRM_BLOCKS = 36 };

/* Takes the times and enters them: in each round every cell, shuffled from the seed, has a pair - the build before, the build
 * after - or a block of three - the build before, the same again, the build after -, of fresh processes. Each of the three runs
 * from a copy of its own, made anew in every round: two processes of one file share its pages in the caches, and where in memory
 * these lie, which can make a cell some percent slower for as long as they stay, is chance, not the build's doing.
 *
 * The processes of a pair or block run side by side on one CPU, started in shuffled order: the scheduler has them take turns of
 * some milliseconds, and each tells its own processor time, so that whatever slows the machine down meanwhile slows all of them.
 * They also sweep each other's caches, which makes the times longer than those of a run and a difference, if anything, smaller.
 * Where that cannot be - the wall clock is what counts, the memory of very many tasks would be there three times, or no CPU can be
 * chosen - they run one after the other, which resolves less.
 *
 * A cell that cannot be measured gets no verdict, and a sentence on standard error. CORO_ERR_IO, said on standard error, when a
 * timing program is gone, is another one than its file says, or cannot be copied, or no process can be made; CORO_ERR_CANCELLED
 * after a stop. */
CORO_MUST_USE enum coro_status runner_confirm(struct report_comparison *, uint64_t seed);

#endif
