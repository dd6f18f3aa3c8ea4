/* SPDX-License-Identifier: MIT */
/* Two threads, each with an executor, wake each other's task by turns, as tasks do that hand work to another core. `corolab
 * run` pins the process to one CPU, so the time beyond `wake/thread` is that of two threads that sleep, and of the system's
 * switches between them. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/echo_client.h"
#define SOURCE caller
#define SOURCE_IS_SUMMED 1
#include SOURCE_FILE
#include "bench/unit/compile_as_caller.h"

static void stop_echo(void *echo) { echo_thread_stop(echo); }

static enum coro_status wake_other_thread_open(struct fixture *fixture, unsigned param)
{
    struct echo_thread *echo;
    struct chain *chain;
    (void)param;
    enum coro_status status = echo_thread_start(&echo);
    if (status)
        return status;
    fixture->more = echo;
    fixture->close_more = stop_echo;
    status = sum_fixture(fixture, 1, &chain);
    if (!status)
        status = CHAIN_ADD(chain, caller, .echo = echo);
    return status ? status : sum_open_over(fixture, chain, 0);
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
