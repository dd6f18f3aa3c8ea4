/* SPDX-License-Identifier: MIT */
/* How much one cell allocates: per item once it is warm, exact, as the difference of two runs of different length. Stacks
 * that coroutines take from the system are allocations, too. */
#ifndef BENCH_PROBES_CELL_COUNT_H
#define BENCH_PROBES_CELL_COUNT_H
#include "bench/table/table.h"

struct cell_count {
    double allocations, allocated_bytes;    /* per item */
    double mapped_stacks;                   /* per item; they are among the allocations */
    double mapped_stack_bytes;              /* that these reserve */
    int64_t peak_live_bytes;                /* of the heap: the most in all runs, beyond what was alive before the first */
    uint64_t first_run_allocations;         /* of the first run as a whole */
};

/* Runs the cell three times: about `items` items, as many again, and twice as many. On failure *reason is one sentence.
 * CORO_ERR_UNSUPPORTED when the workload does the same number of items however many it is asked for. */
CORO_MUST_USE enum coro_status cell_count(struct cell *, uint64_t items, struct cell_count *, const char **reason);

#endif
