/* SPDX-License-Identifier: MIT */
/* Tasks are cancelled that wait, after one poll, in next() of an adapter whose source waits. An item is the whole life of
 * such a task. Unlike in `tasks` and `suspend_depth/1`, no task returns a result.
 *
 * A round ends 256 tasks, one after the other. In stackful_segmented and coroutine_per_call/boxed each task frees a block of
 * some KiB, so a mebibyte comes free at the end of the heap. glibc returns free memory there to the system from 128 KiB on,
 * and the next round faults it in again: twelve thirteenths of the first row's time and nineteen twentieths of the second's.
 * With MALLOC_TRIM_THRESHOLD_=1000000000 in the environment they take 4 and 5 times as long as box, not 47 and 89 times. The
 * threshold stays as it is: large frames from malloc that die together do cost that much in a program that does not set it.
 * Rows whose stacks come from a pool keep their stacks. */
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

/* After one poll every task waits. Its iterator has woken it already, so it is cancelled in the queue. */
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
    return status ? status : sum_run(fixture, 2, &ignored);      /* cancelled iterators can be awaited again */
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
