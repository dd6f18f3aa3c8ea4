/* SPDX-License-Identifier: MIT */
/* Tasks that have begun, have been polled once, and wait in next() of an adapter whose source waits, are cancelled. An item is the
 * whole short life of such a task: the difference to `tasks` and `suspend_depth/1` is that nothing is ever returned.
 *
 * A round ends 256 tasks, one after the other. Where each frees a block of some KiB (a segment in stackful_segmented, a stack in
 * coroutine_per_call/boxed), a mebibyte comes free at the end of the heap, which glibc gives back to the system from 128 KiB on,
 * and the next round asks for it, and faults it in, again: twelve thirteenths of the first row's time, and nineteen twentieths of
 * the second's. With that threshold out of reach (MALLOC_TRIM_THRESHOLD_=1000000000 in the environment) they take 4 and 5 times as
 * long as box in place of 47 and 89. It is left as it is: large frames from malloc that die together do cost that, in a program
 * that does not set the threshold. Rows whose stacks come from a pool keep what they had. */
#include "coro/task.h"
enum { CANCELLED_TASKS = 256 };

static enum coro_status cancel_add(struct fixture *fixture, struct consumer *consumer)
{
    enum coro_status status = chain_init(&consumer->chain, 2);
    if (!status)
        status = CHAIN_ADD(&consumer->chain, ticker, .wait_every = 1);
    if (!status)
        status = chain_add_adapters(&consumer->chain, 1);
    return status ? status : sum_consumer_open(fixture, consumer);
}
static enum coro_status cancel_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    enum coro_status status = fixture_reserve(fixture, CANCELLED_TASKS);
    while (!status && fixture->consumer_count < CANCELLED_TASKS)
        status = cancel_add(fixture, &fixture->consumers[fixture->consumer_count++]);
    return status;
}

/* Every task waits when it has been polled; its iterator has woken it already, so that it is cancelled in the queue. */
static enum coro_status cancel_all(struct fixture *fixture, size_t begun)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < begun; i++)
        coro_executor_poll(fixture->executor);
    for (size_t i = 0; i < begun; i++) {
        struct coro_task *task = &fixture->consumers[i].space->task;
        if (coro_task_cancel(task) != CORO_OK || task->result.value != CORO_ERR_CANCELLED)
            status = task->result.tag == CORO_FAILED ? (enum coro_status)task->result.value : CORO_ERR_WRONG_RESULT;
        consumer_end(&fixture->consumers[i]);
    }
    return coro_executor_poll(fixture->executor) ? CORO_ERR_WRONG_RESULT : status;
}
static enum coro_status cancel_round(struct fixture *fixture)
{
    enum coro_status status = CORO_OK;
    size_t begun = 0;
    while (!status && begun < fixture->consumer_count) {
        status = sum_consumer_begin(fixture, &fixture->consumers[begun], 1);
        begun += !status;
    }
    enum coro_status cancelled = cancel_all(fixture, begun);
    return status ? status : cancelled;
}
static enum coro_status cancel_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    uint64_t rounds = items / CANCELLED_TASKS ? items / CANCELLED_TASKS : 1, ignored;
    enum coro_status status = CORO_OK;
    for (uint64_t i = 0; !status && i < rounds; i++)
        status = cancel_round(fixture);
    *done_items = rounds * CANCELLED_TASKS;
    return status ? status : sum_run(fixture, 2, &ignored);      /* what was cancelled can be awaited again */
}
static const struct workload cancel_workload = {
    .name = "cancel",
    .question = "What does a task cost that begins, waits in next() of an adapter, and is cancelled there?",
    .item = "task",
    .order = 62,
    .makes_tasks = true,
    .batch_items = 1024,
    .open = cancel_open,
    .run = cancel_run,
};
