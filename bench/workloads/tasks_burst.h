/* SPDX-License-Identifier: MIT */
/* Ten thousand tasks wait at once, each for a frame of 128 bytes, and all end, in another order. The memory pass reads the memory
 * that stays, as retained_bytes. Stands on tasks.h, after which this file is included.
 *
 * Tasks and iterators exist before and after, as connections that are idle again, so a box that is cached in its iterator counts.
 * The stacks of stackful tasks hold the frames, so they come and go with the burst. The memory is read at once: jemalloc and
 * mimalloc return much of theirs some seconds later.
 *
 * The tasks end in an order that jumps about, as connections end. Were it the order in which they began, malloc, which returns
 * memory from the top of its heap alone, would return nearly all; now a few blocks in its cache keep the top. A block of the
 * program above the frames does the same. */

/* Waits before every item until the workload wakes it. Its frame has 128 bytes, as many in a program's trace have, and no more
 * than every row can place. */
#include "bench/unit/compile_as_callee.h"
enum { BURST_BYTES = 128 };
struct burst_bell { uint64_t i, end; struct coro_waker waker; };

ASYNC_NEXT(burst_bell, little(nothing), unsigned char bytes[BURST_BYTES - 16];)
{
    if (self->i == self->end)
        RETURN(coro_none());
    memset(my->bytes, (int)(self->i & 0xff), sizeof my->bytes);
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    self->waker = coro_task_waker(task);
    SUSPEND();
    __asm__ volatile("" : : "r"(my->bytes) : "memory");
    if (my->bytes[sizeof my->bytes - 1] != (unsigned char)self->i)
        RETURN(coro_failed(CORO_ERR_WRONG_RESULT));
    RETURN(coro_some(self->i++));
}
ASYNC_END
_Static_assert(CALLEE == ASYNC_STACKFUL || (int)burst_bell_next_async_bytes == (int)BURST_BYTES, "the size is that of the frame");
#define SOURCE burst_bell
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

static enum coro_status add_burst(const struct fixture *fixture, struct chain *chain, size_t task_index)
{
    (void)fixture, (void)task_index;
    return CHAIN_ADD(chain, burst_bell, 0);
}
static enum coro_status burst_open(struct fixture *fixture, unsigned count)
{
    fixture->add_source = add_burst;
    return tasks_open(fixture, count);
}

/* One item per task, so that all frames come before the first goes. *begun_count counts the tasks to end. */
static enum coro_status burst_begin(struct fixture *fixture, size_t *begun_count)
{
    size_t done_count;
    unsigned look_every = fixture->consumers[fixture->param - 1].frame == NULL ? TASKS_PER_LOOK : NEVER_LOOK;
    enum coro_status status = tasks_each(fixture, task_open, 1, look_every, &done_count);
    *begun_count = 0;
    if (!status)
        status = tasks_each(fixture, task_begin, 1, look_every, begun_count);
    return status ? status : tasks_each(fixture, task_poll, 1, look_every, &done_count);
}
/* Wakes the tasks in a fixed order, by a generator of full period. */
static void burst_finish(struct fixture *fixture)
{
    size_t mask = 0, at = 0;
    while (mask + 1 < fixture->param)
        mask = 2 * mask + 1;
    for (size_t i = 0; i <= mask; i++, at = (at * 1664525 + 1013904223) & mask) {
        if (at >= fixture->param || coro_task_is_finished(&fixture->consumers[at].space->task))
            continue;
        const struct burst_bell *bell = fixture->consumers[at].chain.iterators[0].self;
        coro_waker_wake(bell->waker);
        coro_executor_poll(fixture->executor);
    }
}
static enum coro_status burst_once(struct fixture *fixture)
{
    size_t begun_count;
    enum coro_status status = burst_begin(fixture, &begun_count);
    if (!status)
        burst_finish(fixture);
    enum coro_status checked = tasks_end(fixture, 1, begun_count);
    for (size_t i = 0; CALLER == ASYNC_STACKFUL && i < fixture->consumer_count; i++)
        consumer_close_frame(fixture, &fixture->consumers[i]);
    return status ? status : checked;
}
static enum coro_status burst_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    enum coro_status status = CORO_OK;
    for (*done_items = 0; !status && (*done_items == 0 || *done_items < items); *done_items += fixture->param)
        status = burst_once(fixture);
    return status;
}
/* Touches the frame of the body, which has the call site's space in it: it is there before the burst, so it is resident. */
static enum coro_status burst_task_open(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    enum coro_status status = task_open(fixture, consumer, items_each);
    if (status || CALLER == ASYNC_STACKFUL)
        return status;
    status = consumer_open_frame(fixture, consumer);
    if (!status)
        memset(consumer->frame, 0, consumer->body->layout.bytes);
    return status;
}
static enum coro_status burst_retain(struct fixture *fixture, retain_look *look, void *arg)
{
    size_t opened_count;
    enum coro_status status = tasks_each(fixture, burst_task_open, 1, TASKS_PER_LOOK, &opened_count);
    if (status)
        return status;
    look(arg, RETAIN_BEFORE);
    status = burst_once(fixture);
    look(arg, RETAIN_AFTER);
    return status;
}
static const struct workload burst_workload = {
    .name = "burst",
    .question = "What does a future cost of n that are all begun, then all dropped, and how much memory stays right after them, "
                "before the delayed return of jemalloc and mimalloc?",
    .item = "future",
    .order = 160,
    .params = { 100, 10000 },
    .makes_tasks = true,
    .batch_items = 10000,
    .open = burst_open,
    .run = burst_run,
    .retain = burst_retain,
    .task_count = tasks_count,
};
