/* SPDX-License-Identifier: MIT */
/* What the workloads about wakers have in common: one task that awaits a bell, and rings it from outside, one for each item. */
#include "coro/thread_waker.h"
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/bell.h"
#define SOURCE bell
#define SOURCE_IS_SUMMED 1
#include SOURCE_FILE
#include "bench/unit/compile_as_caller.h"

static enum coro_status wake_open(struct stage *stage, unsigned param)
{
    struct chain *chain;
    enum coro_status status = sum_stage(stage, 1, &chain);
    (void)param;
    if (!status)
        status = CHAIN_ADD(chain, bell, 0);
    return status ? status : sum_open_over(stage, chain, 0);
}

/* Starts the task, which then waits for the first ring; one whose first next() was refused has ended instead. */
static enum coro_status wake_begin(struct stage *stage, uint64_t items)
{
    struct actor *actor = &stage->actors[0];
    enum coro_status status = sum_actor_begin(stage, actor, items);
    if (status)
        return status;
    coro_executor_poll(stage->executor);
    if (!coro_task_is_finished(&actor->space->task))
        return CORO_OK;
    status = sum_check(actor, items);
    actor_end(actor);
    return status ? status : CORO_ERR_WRONG_RESULT;
}

/* The last ring is for the end. */
static enum coro_status wake_end(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    enum coro_status status = sum_check(&stage->actors[0], items);
    actor_end(&stage->actors[0]);
    *done_items = items;
    return status;
}
