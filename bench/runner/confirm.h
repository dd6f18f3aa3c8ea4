/* SPDX-License-Identifier: MIT */
/* What `corolab compare --confirm` measures afresh, with the timing programs that made the two files, side by side in one
 * session. */
#ifndef CORO_BENCH_RUNNER_CONFIRM_H
#define CORO_BENCH_RUNNER_CONFIRM_H
#include <stdint.h>
#include "coro/status.h"
#include "report/comparison.h"

/* Pairs of the look at every cell, a few more than a signed-rank test needs to say anything; and blocks of the cells that it does
 * not clear, enough for the test to pass the correction for hundreds of cells. What disturbs a process only makes it slower, and
 * on a virtual machine it may be every third: a time of a pair or block is the least of several processes. */
enum {
    RUNNER_CONFIRM_PAIRS = 8,
    RUNNER_CONFIRM_PAIR_PROCESSES = 3,
    RUNNER_CONFIRM_BLOCKS = 12,
    RUNNER_CONFIRM_BLOCK_PROCESSES = 3
};

/* Takes the times and enters them: in each round every cell, shuffled from the seed, has a pair - the build before, the build
 * after - or a block of three - the build before, the same again, the build after -, whose fresh processes run in shuffled order,
 * so that times that are held against each other see the same machine. A cell that cannot be measured stays what it was, with a
 * sentence on standard error. CORO_ERR_IO, said on standard error, when a timing program is gone, is another one than its file
 * says, or no process can be made; CORO_ERR_CANCELLED after a stop; CORO_ERR_NO_MEMORY. */
CORO_MUST_USE enum coro_status runner_confirm(struct coro_comparison *, uint64_t seed);

#endif
