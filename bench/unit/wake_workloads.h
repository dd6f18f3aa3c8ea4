/* SPDX-License-Identifier: MIT */
/* The common part of the workloads `wake/local` and `wake/thread`: one task awaits a bell, and the workload rings it once per
 * item. */
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

/* Starts the task, which then waits for the first ring. Fails with the status of a first next() that was refused. */
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

/* Ends the task after the last ring, which was for the end of the items. */
static enum coro_status wake_end(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    enum coro_status status = sum_check(&fixture->consumers[0], items);
    consumer_end(&fixture->consumers[0]);
    *done_items = items;
    return status;
}
