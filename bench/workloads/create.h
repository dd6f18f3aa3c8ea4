/* SPDX-License-Identifier: MIT */
/* One coroutine after another, each on a stack from the row's source, as in a program that starts a coroutine per connection. */
#include "bench/switches/switch_data.h"

static struct coro_polled count_entry(struct coro *self, void *arg)
{
    (void)self;
    ++*(uint64_t *)arg;
    return coro_none();
}
static enum coro_status create_open(struct fixture *fixture, unsigned param)
{
    enum coro_status status = one_stack_open(fixture, param);
    if (status)
        return status;
    fixture->consumer_count = 0;     /* the source now has one stack to hand out again */
    strategy.stacks->release(fixture->stacks, fixture->consumers[0].stack);
    return CORO_OK;
}
static enum coro_status create_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    for (uint64_t i = 0; i < items; i++) {
        struct coro_stack stack;
        enum coro_status status = strategy.stacks->acquire(fixture->stacks, &stack);
        if (status)
            return status;
        struct coro *co = coro_init(stack, count_entry, &count);
        status = coro_resume(co);
        bool is_finished = coro_is_finished(co);
        coro_fini(co);
        strategy.stacks->release(fixture->stacks, stack);
        if (status || !is_finished)
            return CORO_ERR_WRONG_RESULT;
    }
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}

static const struct workload create_workload = { CREATE_DATA, .open = create_open, .run = create_run };
