/* SPDX-License-Identifier: MIT */
/* The thread-safe waker, used on its own thread: the time is the waker's own cost, without the system's delay until another
 * thread runs. The waker is made once per task, not once per wait. */

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
