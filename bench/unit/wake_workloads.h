/* SPDX-License-Identifier: MIT */
/* What the workloads about wakers have in common: one task that awaits a bell, and rings it from outside, one for each item. */
#include "coro/thread_waker.h"
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/bell.h"
#define SOURCE bell
#define SOURCE_IS_SUMMED 1
#include SOURCE_FILE
#include "bench/unit/compile_as_caller.h"

static enum coro_status wake_open(struct fixture *fixture, unsigned param)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1, &chain);
    (void)param;
    if (!status)
        status = CHAIN_ADD(chain, bell, 0);
    return status ? status : sum_open_over(fixture, chain, 0);
}

/* Starts the task, which then waits for the first ring; one whose first next() was refused has ended instead. */
static enum coro_status wake_begin(struct fixture *fixture, uint64_t items)
{
    struct consumer *consumer = &fixture->consumers[0];
    enum coro_status status = sum_consumer_begin(fixture, consumer, items);
    if (status)
        return status;
    coro_executor_poll(fixture->executor);
    if (!coro_task_is_finished(&consumer->space->task))
        return CORO_OK;
    status = sum_check(consumer, items);
    consumer_end(consumer);
    return status ? status : CORO_ERR_WRONG_RESULT;
}

/* The last ring is for the end. */
static enum coro_status wake_end(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    enum coro_status status = sum_check(&fixture->consumers[0], items);
    consumer_end(&fixture->consumers[0]);
    *done_items = items;
    return status;
}
