/* SPDX-License-Identifier: MIT */
/* The workloads of wakers: one task awaits an iterator that waits before every item until code outside its task wakes it. */
#include "bench/fixtures/echo_thread.h"
#include "bench/unit/compile_as_callee.h"

/* Counts from i up to end. Before every item, and before the end, it waits until code outside rings, that is, wakes `waker`. */
struct bell { uint64_t i, end; struct coro_waker waker; };

ASYNC_NEXT(bell, alone)
{
    self->waker = coro_task_waker(task);
    SUSPEND();
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
#define SOURCE bell
#include "bench/unit/add_source.h"

/* The same, but it calls another thread and waits for the answer. */
struct caller { uint64_t i, end; struct echo_thread *echo; };

ASYNC_NEXT(caller, little(nothing))
{
    echo_thread_wake(self->echo);
    SUSPEND();
    if (self->i == self->end)
        RETURN(coro_none());
    RETURN(coro_some(self->i++));
}
ASYNC_END
#define SOURCE caller
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

static enum coro_status wake_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    return sum_open(fixture, &(struct bell){ 0 }, &bell_type, 0);
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

/* `wake/local`: a waker used on its own thread. The workload rings the bell and lets the executor poll once per item. */
static enum coro_status wake_local_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    const struct bell *bell = fixture->consumers[0].chain.iterators[0].self;
    enum coro_status status = wake_begin(fixture, items);
    if (status)
        return status;
    for (uint64_t i = 0; i <= items; i++) {
        coro_waker_wake(bell->waker);
        coro_executor_poll(fixture->executor);
    }
    return wake_end(fixture, items, done_items);
}
static const struct workload wake_local_workload = {
    .name = "wake/local",
    .question = "What does an item cost whose task is woken from outside, on the same thread?",
    .item = "item",
    .order = 64,
    .batch_items = 8192,
    .open = wake_open,
    .run = wake_local_run,
};

/* `wake/thread`: the thread-safe waker, used on its own thread. The time is the waker's own cost, without the system's delay
 * until another thread runs. The waker is made once per task, not once per wait. */
static enum coro_status wake_thread_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct coro_thread_waker *waker = NULL;
    enum coro_status status = wake_begin(fixture, items);
    if (status)
        return status;
    status = coro_thread_waker_new(&fixture->consumers[0].space->task, &waker);
    if (status) {
        consumer_end(&fixture->consumers[0]);
        return status;
    }
    while (coro_executor_poll(fixture->executor)) {
    }
    for (uint64_t i = 0; i <= items; i++) {
        coro_thread_waker_wake(waker);
        coro_executor_hear(fixture->executor);
        coro_executor_poll(fixture->executor);
    }
    coro_thread_waker_drop(waker);
    return wake_end(fixture, items, done_items);
}
static const struct workload wake_thread_workload = {
    .name = "wake/thread",
    .question = "What does an item cost whose task is woken with a waker that any thread may use, where no other thread does?",
    .item = "item",
    .order = 65,
    .batch_items = 8192,
    .open = wake_open,
    .run = wake_thread_run,
};

/* `wake/other_thread`: two threads, each with an executor, wake each other's task by turns, as tasks do that hand work to another
 * core. `corolab run` pins the process to one CPU, so the time beyond `wake/thread` is that of two threads that sleep, and of the
 * system's switches between them. */
static void stop_echo(void *echo) { echo_thread_stop(echo); }

static enum coro_status wake_other_thread_open(struct fixture *fixture, unsigned param)
{
    struct echo_thread *echo;
    (void)param;
    enum coro_status status = echo_thread_start(&echo);
    if (status)
        return status;
    fixture->more = echo;
    fixture->close_more = stop_echo;
    return sum_open(fixture, &(struct caller){ .echo = echo }, &caller_type, 0);
}

static enum coro_status wake_other_thread_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct coro_thread_waker *waker = NULL;
    enum coro_status status = sum_consumer_begin(fixture, &fixture->consumers[0], items);
    if (status)
        return status;
    status = coro_thread_waker_new(&fixture->consumers[0].space->task, &waker);
    if (status) {
        consumer_end(&fixture->consumers[0]);
        return status;
    }
    echo_thread_set_caller(fixture->more, waker);
    coro_executor_run(fixture->executor);
    echo_thread_clear_caller(fixture->more);
    return wake_end(fixture, items, done_items);
}
static const struct workload wake_other_thread_workload = {
    .name = "wake/other_thread",
    .question = "What does an item cost for which two threads have to wake each other?",
    .item = "item",
    .order = 66,
    .waits_for_others = true,
    .has_threads = true,
    .batch_items = 256,
    .open = wake_other_thread_open,
    .run = wake_other_thread_run,
};
