/* SPDX-License-Identifier: MIT */
/* The allocations of a cell per item, exact once it is warm: the difference of two runs of different length. Stacks that
 * coroutines take from the system count as allocations. corolab_count prints them, and two probes compare them with the row's
 * claims. */
#ifndef BENCH_PROBES_CELL_COUNT_H
#define BENCH_PROBES_CELL_COUNT_H
#include "bench/table/table.h"

struct cell_count {
    double allocations, allocated_bytes;    /* per item */
    double mapped_stacks;                   /* per item; part of the allocations */
    double mapped_stack_bytes;              /* reserved by these stacks */
    int64_t peak_live_bytes;                /* of the heap: the peak of all runs above the level before the first */
    uint64_t first_run_allocations;         /* of the first run as a whole */
};

/* Runs the cell three times: about `items` items, as many again, and twice as many. Returns CORO_ERR_UNSUPPORTED for a workload
 * whose number of items is fixed. On failure *reason is one sentence. */
CORO_MUST_USE enum coro_status cell_count(struct cell *, uint64_t items, struct cell_count *, const char **reason);

#endif
