/* SPDX-License-Identifier: MIT */
/* Types of iterator burst in turn, with frames from 80 bytes to 16 KiB, as a program's phases do. Each burst makes its tasks and
 * iterators, has all of their futures in flight at once, and ends them. So memory that one type can leave to the next is used
 * again, and a pool for each type keeps the sum of its types' peaks. */
enum { TYPE_BURST_TASKS = 200 };
#if PROTOCOL == PROTOCOL_STATIC
#define type_bursts_open NULL
#define type_bursts_run NULL
#define type_bursts_retain NULL
#else
#include "bench/unit/sized_iterators.h"

static enum coro_status type_burst_begin(struct fixture *fixture, struct consumer *consumer, size_t type)
{
    enum { POLLS = 2 };                 /* it waits once */
    enum coro_status status = chain_init(&consumer->chain, 1);
    if (!status)
        status = sized_add(&consumer->chain, type, POLLS);
    if (!status)
        status = sum_consumer_open(fixture, consumer);
    return status ? status : sum_consumer_begin(fixture, consumer, 1);
}
static enum coro_status type_burst(struct fixture *fixture, size_t type)
{
    struct consumer *first = fixture->consumers, *end = first + fixture->consumer_count, *begun = first;
    enum coro_status status = CORO_OK;
    for (; begun < end && !status; begun += !status)
        status = type_burst_begin(fixture, begun, type);
    if (!status)
        coro_executor_run(fixture->executor);
    for (struct consumer *consumer = first; consumer < begun; consumer++) {
        status = status ? status : sum_check(consumer, 1);
        consumer_end(consumer);
    }
    for (struct consumer *consumer = first; consumer < end; consumer++)
        consumer_close(fixture, consumer);
    return status;
}

static enum coro_status type_bursts_open(struct fixture *fixture, unsigned types)
{
    fixture->param = types;
    enum coro_status status = fixture_reserve(fixture, TYPE_BURST_TASKS);
    fixture->consumer_count = status ? 0 : TYPE_BURST_TASKS;
    return status;
}
static enum coro_status type_bursts_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    enum coro_status status = CORO_OK;
    *done_items = 0;
    do {
        for (size_t i = 0; i < fixture->param && !status; i++)
            status = type_burst(fixture, i * SIZED_TYPES / fixture->param);
        *done_items += fixture->param * TYPE_BURST_TASKS;
    } while (!status && *done_items < items);
    return status;
}
static enum coro_status type_bursts_retain(struct fixture *fixture, retain_look *look, void *arg)
{
    uint64_t done_items;
    look(arg, RETAIN_BEFORE);
    enum coro_status status = type_bursts_run(fixture, 1, &done_items);
    look(arg, RETAIN_AFTER);
    return status;
}
#endif
static size_t type_bursts_task_count(unsigned types)
{
    (void)types;
    return TYPE_BURST_TASKS;
}
static const struct workload type_bursts_workload = {
    .name = "type_bursts",
    .question = "What does a future cost where n types of frame burst in turn, and how much memory stays after them?",
    .item = "future",
    .order = 161,
    .params = { 50 },
    .makes_tasks = true,
    .batch_items = 10000,
    .absence = "its callers are compiled for every type that they await, and not for so many",
    .open = type_bursts_open,
    .run = type_bursts_run,
    .retain = type_bursts_retain,
    .task_count = type_bursts_task_count,
};
