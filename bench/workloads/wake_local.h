/* SPDX-License-Identifier: MIT */
/* A waker used on its own thread: the workload rings the bell and lets the executor poll once per item. */

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
