/* SPDX-License-Identifier: MIT */
/* As `switch/flat`, but resume and suspend are called functions, as in a library that keeps its switch to itself. */
#include "bench/switches/switch_data.h"

static CORO_NOINLINE enum coro_status called_resume(struct coro *co) { return coro_resume(co); }
static CORO_NOINLINE bool called_suspend(struct coro *self) { return coro_suspend(self); }

static struct coro_polled call_suspend_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!called_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_called_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return count_pairs(fixture, call_suspend_for_ever, (struct coro_options){ 0 }, called_resume, items, done_items);
}

static const struct workload switch_called_workload = { SWITCH_CALLED_DATA, .open = one_stack_open, .run = switch_called_run };
