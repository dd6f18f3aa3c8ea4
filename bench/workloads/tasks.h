/* SPDX-License-Identifier: MIT */
/* Each task awaits an iterator of its own that waits before every item; all tasks wait at once, in the executor's queue.
 * `mixed_tasks` and `aged_heap` are the same with other iterators.
 *
 * A million tasks may need more memory than the machine has. The run checks the memory left while it starts tasks, and gives up
 * in time. It also gives up when the system refuses a mapping. */
#include <limits.h>
#include <stdio.h>
#include "bench/fixtures/aged_heap.h"
#include "bench/fixtures/spare_memory.h"

enum { TASKS_PER_LOOK = 1024, NEVER_LOOK = INT_MAX };

/* A refusal by the system at many tasks is no failure of the row: the cell is unsupported, and the reason names the limit. */
static enum coro_status tasks_refusal(struct fixture *fixture, enum coro_status status, unsigned wanted, size_t done)
{
    static char reason[200];
    if (status != CORO_ERR_NO_MEMORY || wanted < TASKS_PER_LOOK)
        return status;
    size_t limit = spare_memory_mappings_limit();
    if (limit == 0)
        snprintf(reason, sizeof reason, "memory is too short for %u tasks: it ended after %zu", wanted, done);
    else
        snprintf(reason, sizeof reason, "the kernel's limit of %zu mappings (vm.max_map_count) is too short for %u tasks, where "
                 "a guard page takes two, before MADV_GUARD_INSTALL: it ended after %zu", limit, wanted, done);
    fixture->head.reason = reason;
    return CORO_ERR_UNSUPPORTED;
}

/* Makes and touches the bookkeeping. A task's own memory comes when it begins, so that the memory pass can read in between. */
static enum coro_status tasks_open(struct fixture *fixture, unsigned count)
{
    enum coro_status status = fixture_reserve(fixture, count);
    for (fixture->param = 0; !status && fixture->param < count; fixture->param++)
        status = chain_init(&fixture->consumers[fixture->consumer_count++].chain, 1);
    return tasks_refusal(fixture, status, count, 0);
}

/* Applies `step` to every consumer, and checks the memory left before every look_every-th. *done counts the successful steps. */
typedef enum coro_status task_step(struct fixture *, struct consumer *, uint64_t items_each);
CORO_INLINE enum coro_status tasks_each(struct fixture *fixture, task_step *step, uint64_t items_each, unsigned look_every,
                                        size_t *done)
{
    enum coro_status status = CORO_OK;
    for (*done = 0; *done < fixture->param; ++*done) {
        if (*done % look_every == look_every - 1 && spare_memory_is_short())
            status = CORO_ERR_NO_MEMORY;
        else
            status = step(fixture, &fixture->consumers[*done], items_each);
        if (status)
            break;
    }
    return tasks_refusal(fixture, status, fixture->param, *done);
}

static enum coro_status task_open(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    (void)items_each;
    if (consumer->space)
        return CORO_OK;
    size_t index = (size_t)(consumer - fixture->consumers);
    enum coro_status status = fixture->add_source ? fixture->add_source(fixture, &consumer->chain, index)
                                                  : CHAIN_ADD(&consumer->chain, ticker, .wait_every = 1);
    if (!status)
        status = sum_consumer_open_task(fixture, consumer);
    if (status) {       /* leaves nothing half open, so that a later run can try again */
        consumer_close(fixture, consumer);
        (void)!chain_init(&consumer->chain, 1);
    }
    return status;
}
static enum coro_status task_begin(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    enum coro_status status = consumer->frame ? CORO_OK : consumer_open_frame(fixture, consumer);
    return status ? status : sum_consumer_begin(fixture, consumer, items_each);
}
/* The executor polls tasks in the order in which they began. */
static enum coro_status task_poll(struct fixture *fixture, struct consumer *consumer, uint64_t items_each)
{
    (void)consumer, (void)items_each;
    coro_executor_poll(fixture->executor);
    return CORO_OK;
}

/* Begins all tasks and polls each until it waits. *begun counts the tasks to end, also after a failure. */
static enum coro_status tasks_begin(struct fixture *fixture, uint64_t items_each, hold_look *look, void *arg, size_t *begun)
{
    size_t polled;
    bool is_first = fixture->consumers[fixture->param - 1].frame == NULL;
    unsigned look_every = is_first ? TASKS_PER_LOOK : NEVER_LOOK;
    enum coro_status status = tasks_each(fixture, task_open, items_each, look_every, begun);
    *begun = 0;
    if (status)
        return status;
    if (look)
        look(arg, HOLD_WITHOUT_FRAMES);
    status = tasks_each(fixture, task_begin, items_each, look_every, begun);
    if (!status)
        status = tasks_each(fixture, task_poll, items_each, look_every, &polled);
    return status;
}
static enum coro_status tasks_end(struct fixture *fixture, uint64_t items_each, size_t begun)
{
    enum coro_status status = CORO_OK;
    size_t right_count = 0;
    for (size_t i = 0; i < begun; i++) {
        if (!status)
            status = sum_check(&fixture->consumers[i], items_each);
        right_count += !status;
        consumer_end(&fixture->consumers[i]);
    }
    return tasks_refusal(fixture, status, fixture->param, right_count);     /* a refusal may be the result of a task */
}

static enum coro_status tasks_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    size_t begun;
    uint64_t each = items / fixture->param ? items / fixture->param : 1;
    enum coro_status status = tasks_begin(fixture, each, NULL, NULL, &begun);
    if (!status)
        coro_executor_run(fixture->executor);
    enum coro_status checked = tasks_end(fixture, each, begun);
    *done_items = each * fixture->param;
    return status ? status : checked;
}

static enum coro_status tasks_hold(struct fixture *fixture, hold_look *look, void *arg)
{
    size_t begun;
    enum coro_status status = tasks_begin(fixture, 1, look, arg, &begun);
    if (!status) {
        look(arg, HOLD_WAITING);
        coro_executor_run(fixture->executor);
    }
    enum coro_status checked = tasks_end(fixture, 1, begun);
    return status ? status : checked;
}
static size_t tasks_count(unsigned count) { return count; }

static const struct workload tasks_workload = {
    .name = "tasks",
    .question = "What do n tasks cost that wait in turn, in time per item and in memory per waiting task?",
    .item = "item",
    .order = 60,
    .params = { 1, 100, 10000, 100000, 1000000 },
    .quick_param = 10000,
    .swept_up_to = 100000,
    .batch_items = 160000,
    .open = tasks_open,
    .run = tasks_run,
    .hold = tasks_hold,
    .task_count = tasks_count,
};

/* `mixed_tasks`: callees of very different frames. Of ten tasks seven await a small one, two a middle one, one a large one. If
 * every task gets room for the largest, memory is ten times the largest (2A in the discussion on Rust's internals forum). If
 * each gets its own size, memory is a seventh of that (A + B).
 *
 * malloc returns the frames that end together at the end of a batch to the system, as in `cancel`. That is half of the time
 * of the rows with a block per frame, box among them. */
#define PADDED GLUE(padded_ticker_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 64
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 512
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 4096
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

static enum coro_status add_mixed(const struct fixture *fixture, struct chain *chain, size_t task_index)
{
    (void)fixture;
    switch (task_index % 10) {
    case 9:
        return CHAIN_ADD(chain, padded_ticker_4096, 0);
    case 2:
    case 6:
        return CHAIN_ADD(chain, padded_ticker_512, 0);
    default:
        return CHAIN_ADD(chain, padded_ticker_64, 0);
    }
}
static enum coro_status tasks_mixed_open(struct fixture *fixture, unsigned count)
{
    fixture->add_source = add_mixed;
    return tasks_open(fixture, count);
}
static const struct workload tasks_mixed_workload = {
    .name = "mixed_tasks",
    .question = "What do n waiting tasks cost whose frames are of 64, 512 and 4096 bytes: each its own size, or each the "
                "largest?",
    .item = "item",
    .order = 61,
    .params = { 10000 },
    .quick_param = 10000,
    .batch_items = 80000,
    .open = tasks_mixed_open,
    .run = tasks_run,
    .hold = tasks_hold,
    .task_count = tasks_count,
};

/* `aged_heap`: tasks with frames of 80, 400 and 2000 bytes take turns, so frames come and go first in, first out, on a heap after
 * long use. In other workloads each frame reuses the memory of the frame before, still in the cache: the best case for an
 * allocator. */
#define PADDED GLUE(aged_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 80
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 400
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 2000
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

enum { AGED_TASKS = 256 };

static enum coro_status add_aged(const struct fixture *fixture, struct chain *chain, size_t task_index)
{
    (void)fixture;
    switch (task_index % 8) {
    case 7:
        return CHAIN_ADD(chain, aged_2000, 0);
    case 2:
    case 5:
        return CHAIN_ADD(chain, aged_400, 0);
    default:
        return CHAIN_ADD(chain, aged_80, 0);
    }
}
static void close_aged(void *heap) { aged_heap_close(heap); }
static enum coro_status aged_heap_fixture_open(struct fixture *fixture, unsigned param)
{
    struct aged_heap *heap;
    (void)param;
    enum coro_status status = aged_heap_open(strategy.allocator, &heap);     /* the heap that frames come from */
    if (status)
        return status;
    fixture->more = heap;
    fixture->close_more = close_aged;
    fixture->add_source = add_aged;
    return tasks_open(fixture, AGED_TASKS);
}
static size_t aged_task_count(unsigned param)
{
    (void)param;
    return AGED_TASKS;
}
static const struct workload tasks_aged_workload = {
    .name = "aged_heap",
    .question = "What does an item cost when frames of several sizes come and go in turn, on a heap after a million mixed "
                "allocations?",
    .item = "item",
    .order = 62,
    .mixes_sizes = true,
    .batch_items = 4096,
    .open = aged_heap_fixture_open,
    .run = tasks_run,
    .task_count = aged_task_count,
};
