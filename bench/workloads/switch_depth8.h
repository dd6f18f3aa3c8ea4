/* SPDX-License-Identifier: MIT */
/* A coroutine that suspends at the bottom of eight calls. Each call has work left afterwards, so all eight return. */
#include "bench/switches/switch_data.h"

static CORO_NOINLINE bool suspend_below(struct coro *self, unsigned calls)
{
    bool is_cancelled = calls > 1 ? suspend_below(self, calls - 1) : coro_suspend(self);
    CORO_OPAQUE(calls);
    return is_cancelled;
}
static struct coro_polled suspend_at_depth(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!suspend_below(self, SWITCH_DEPTH))
        ++*count;
    return coro_none();
}
static enum coro_status switch_depth8_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, suspend_at_depth, (struct coro_options){ 0 }, coro_resume, items, done_items);
}

static const struct workload switch_depth8_workload = { SWITCH_DEPTH8_DATA, .open = one_stack_open, .run = switch_depth8_run };
