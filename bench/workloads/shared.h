/* SPDX-License-Identifier: MIT */
/* One iterator for several threads: each has an executor and tasks of its own, and all tasks await next() of the one iterator, by
 * &self. The source counts by an atomic addition. An item waits once for its executor's turn, so the futures of all tasks are in
 * flight at once. `corolab list` says of each row what its threads share.
 *
 * Where the threads have one CPU for all, they take turns that are longer than a run, and seldom meet. */
#include "bench/unit/compile_as_callee.h"

struct shared_range { uint64_t i, end; };

ASYNC_NEXT(shared_range, alone)
{
    coro_waker_wake(coro_task_waker(task));
    SUSPEND();
    uint64_t item = __atomic_fetch_add(&self->i, 1, __ATOMIC_RELAXED);
    RETURN(item < self->end ? coro_some(item) : coro_none());
}
ASYNC_END
#define SOURCE shared_range
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"
#include "bench/unit/crewed.h"

enum { SHARED_TASKS = 8 };      /* of each thread */

/* The chain of the iterator is the first consumer's of the fixture that the crew belongs to; `head` is its first member. */
static const struct chain *shared_chain(const struct crewed *crewed)
{
    return &((const struct fixture *)crewed->head)->consumers[0].chain;
}

static enum coro_status shared_open_one(void *arg, unsigned index)
{
    struct crewed *crewed = arg;
    const struct chain *shared = shared_chain(crewed);
    enum coro_status status = crewed_open_one(crewed, index, SHARED_TASKS);
    for (int i = 0; i < SHARED_TASKS && !status; i++) {
        struct consumer *consumer = &crewed->fixtures[index]->consumers[crewed->fixtures[index]->consumer_count++];
        consumer->chain = (struct chain){ .top = shared->top, .sums = shared->sums, .depth = shared->depth };
        status = sum_consumer_open(crewed->fixtures[index], consumer);
    }
    return status;
}
static enum coro_status shared_open(struct fixture *fixture, unsigned threads)
{
    struct chain *chain;
    fixture->head.reason = sharing_refusal();
    if (fixture->head.reason)
        return CORO_ERR_UNSUPPORTED;
    enum coro_status status = sum_fixture(fixture, 1, &chain);
    if (!status)
        status = CHAIN_ADD(chain, shared_range, 0);
    return status ? status : crewed_open(fixture, threads, shared_open_one);
}

static enum coro_status shared_run_one(void *arg, unsigned index)
{
    struct crewed *crewed = arg;
    enum coro_status status = CORO_OK;
    for (int i = 0; i < SHARED_TASKS && !status; i++)
        status = crewed_begin(crewed, index);
    if (!status)
        coro_executor_run(crewed->fixtures[index]->executor);
    enum coro_status ended = crewed_end(crewed, index);
    return status ? status : ended;
}
static enum coro_status shared_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct crewed *crewed = fixture->more;
    const struct chain *shared = shared_chain(crewed);
    *chain_counter(shared) = (struct counter){ 0, items };
    enum coro_status status = crew_do(crewed->crew, shared_run_one, crewed);
    *done_items = items;
    return status ? status : check_result(expected_sum(shared, items), crewed_total(crewed));
}
static const struct workload shared_workload = {
    .name = "shared",
    .question = "What does an item cost when tasks of n threads await one iterator at once, by &self?",
    .item = "item",
    .order = 69,
    .params = { 2, 4, 8 },
    .waits_for_others = true,
    .has_threads = true,
    .is_parallel = true,
    .mixes_sizes = true,
    .batch_items = 1 << 18,
    .open = shared_open,
    .run = shared_run,
};
