/* SPDX-License-Identifier: MIT */
/* As `switch/flat`, for a coroutine with a rounding mode of its own: its switch saves the floating-point control words. */
#include "bench/switches/switch_data.h"

static struct coro_polled suspend_kept_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!coro_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_kept_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct coro_options options = { .keeps_control_words = true };
    return count_pairs(fixture, suspend_kept_for_ever, options, coro_resume, items, done_items);
}

static const struct workload switch_kept_workload = { SWITCH_KEPT_DATA, .open = one_stack_open, .run = switch_kept_run };
