/* SPDX-License-Identifier: MIT */
/* A coroutine that only suspends, resumed by a loop, without a task or an executor: the cost of the switch alone. */
#include "bench/switches/switch_data.h"

static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!coro_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_flat_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, suspend_for_ever, (struct coro_options){ 0 }, coro_resume, items, done_items);
}

static const struct workload switch_flat_workload = { SWITCH_FLAT_DATA, .open = one_stack_open, .run = switch_flat_run };
