/* SPDX-License-Identifier: MIT */
/* A coroutine that does nothing but suspend, resumed by a loop: no task, no executor. */
#include "bench/switch_flat.h"

#if CALLER == ASYNC_STACKFUL
static struct coro_polled suspend_for_ever(struct coro *self, void *arg)
{
    uint64_t *count = arg;
    while (!coro_suspend(self))
        ++*count;
    return coro_none();
}
static enum coro_status switch_flat_open(struct stage *stage, unsigned param)
{
    (void)param;
    enum coro_status status = stage_reserve(stage, 1);
    if (status)
        return status;
    stage->actor_count = 1;
    return strategy.stacks->acquire(stage->stacks, &stage->actors[0].stack);
}
static enum coro_status switch_flat_run(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    uint64_t count = 0;
    struct coro *co = coro_init(stage->actors[0].stack, suspend_for_ever, &count);
    for (uint64_t i = 0; i <= items; i++)
        if (coro_resume(co) != CORO_OK)
            return CORO_ERR_WRONG_RESULT;
    coro_cancel(co);
    coro_fini(co);
    *done_items = items;
    return count == items ? CORO_OK : CORO_ERR_WRONG_RESULT;
}
#else
static enum coro_status switch_flat_open(struct stage *stage, unsigned param)
{
    (void)param;
    stage->head.reason = "a state machine has no stack to switch";
    return CORO_ERR_UNSUPPORTED;
}
#define switch_flat_run NULL
#endif

static const struct workload switch_flat_workload = { SWITCH_FLAT_DATA, .open = switch_flat_open, .run = switch_flat_run };
#undef switch_flat_run
