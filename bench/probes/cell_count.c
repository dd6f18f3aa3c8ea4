/* SPDX-License-Identifier: MIT */
/* Counts the allocations of a cell (probe.h) in three runs and takes two differences. */
#include "bench/probes/probe.h"

struct run { uint64_t items, allocations, bytes, stacks; };

static enum coro_status run(struct cell *cell, uint64_t items, struct run *ran, const char **reason)
{
    struct count before = count_now();
    size_t stacks = cell_fresh_stack_count(cell);
    enum coro_status status = cell_run(cell, items, &ran->items, reason);
    struct count took = count_since(before);
    ran->stacks = cell_fresh_stack_count(cell) - stacks;
    ran->allocations = took.allocations + ran->stacks;
    ran->bytes = took.allocated_bytes;
    return status;
}

enum coro_status cell_count(struct cell *cell, uint64_t items, struct cell_count *count, const char **reason)
{
    struct run first, once, twice;
    size_t mapped_bytes = cell_mapped_stack_bytes(cell);
    count_begin_peak();
    enum coro_status status = run(cell, items, &first, reason);
    if (!status)
        status = run(cell, first.items, &once, reason);
    if (!status)
        status = run(cell, 2 * first.items, &twice, reason);
    if (status)
        return status;
    if (twice.items <= once.items) {
        *reason = "the workload does the same number of items however many it is asked for";
        return CORO_ERR_UNSUPPORTED;
    }
    double more = (double)(twice.items - once.items), stacks = ((double)twice.stacks - (double)once.stacks) / more;
    *count = (struct cell_count){
        .allocations = ((double)twice.allocations - (double)once.allocations) / more,
        .allocated_bytes = ((double)twice.bytes - (double)once.bytes) / more,
        .mapped_stacks = mapped_bytes ? stacks : 0,
        .mapped_stack_bytes = stacks * (double)mapped_bytes,
        .peak_live_bytes = count_peak_bytes(),
        .first_run_allocations = first.allocations,
    };
    return CORO_OK;
}
