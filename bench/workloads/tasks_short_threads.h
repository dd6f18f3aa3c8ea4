/* SPDX-License-Identifier: MIT */
/* One thread after another, each with an executor, a source of stacks, a task and an iterator of its own, awaits a few items that
 * wait, and ends. The memory pass reads the memory that stays, as retained_bytes. Stands on tasks.h. */
#include "bench/fixtures/own_thread.h"

enum { ITEMS_PER_THREAD = 4 };

static enum coro_status thread_task(struct fixture *fixture, struct consumer *consumer)
{
    enum coro_status status = chain_init(&consumer->chain, 1);
    if (!status)
        status = CHAIN_ADD(&consumer->chain, aged_80, 0);
    if (!status)
        status = sum_consumer_open(fixture, consumer);
    if (!status)
        status = sum_consumer_begin(fixture, consumer, ITEMS_PER_THREAD);
    if (status)
        return status;
    coro_executor_run(fixture->executor);
    status = sum_check(consumer, ITEMS_PER_THREAD);
    consumer_end(consumer);
    return status;
}

/* The fixture is the thread's while it runs. */
static enum coro_status thread_job(struct fixture *fixture)
{
    struct fixture outer = *fixture;
    struct consumer consumer = { 0 };
    struct coro_executor executor;
    enum coro_status status = strategy.stacks ? strategy.stacks->open(SOURCE_STACK_BYTES, &fixture->stacks) : CORO_OK;
    if (status)
        return status;
    coro_executor_init(&executor);
    fixture->executor = &executor;
    status = thread_task(fixture, &consumer);
    consumer_close(fixture, &consumer);
    if (strategy.stacks)
        strategy.stacks->close(fixture->stacks);
    coro_executor_fini(&executor);
    fixture->executor = outer.executor;
    fixture->stacks = outer.stacks;
    return status;
}

struct short_thread { enum coro_status (*job)(struct fixture *); struct fixture *fixture; enum coro_status status; };

static void *short_thread_main(void *arg)
{
    struct short_thread *thread = arg;
    thread->status = thread->job(thread->fixture);
    return NULL;
}
static enum coro_status short_thread_run(enum coro_status (*job)(struct fixture *), struct fixture *fixture)
{
    struct short_thread thread = { .job = job, .fixture = fixture };
    struct own_thread own;
    enum coro_status status = own_thread_start(&own, short_thread_main, &thread);
    if (status)
        return status;
    own_thread_join(&own);
    return thread.status;
}

static enum coro_status short_threads_open(struct fixture *fixture, unsigned count)
{
    fixture->param = count;
    return CORO_OK;
}
static enum coro_status short_threads_run(struct fixture *fixture, uint64_t threads, uint64_t *done_threads)
{
    enum coro_status status = CORO_OK;
    for (*done_threads = 0; !status && *done_threads < threads; ++*done_threads)
        status = short_thread_run(thread_job, fixture);
    return status;
}

/* The C library keeps an arena for the next thread. */
static enum coro_status warm_arena(struct fixture *fixture)
{
    (void)fixture;
    void *volatile block = malloc(1);
    free(block);
    return CORO_OK;
}
static enum coro_status short_threads_retain(struct fixture *fixture, retain_look *look, void *arg)
{
    uint64_t done_threads;
    enum coro_status status = short_thread_run(warm_arena, fixture);
    if (status)
        return status;
    look(arg, RETAIN_BEFORE);
    status = short_threads_run(fixture, fixture->param, &done_threads);
    look(arg, RETAIN_AFTER);
    return status;
}
static const struct workload short_threads_workload = {
    .name = "short_threads",
    .question = "What does a short thread cost, which starts, awaits four items and ends, and how much memory stays after n?",
    .item = "thread",
    .order = 162,
    .params = { 1000 },
    .waits_for_others = true,
    .has_threads = true,
    .makes_tasks = true,
    .batch_items = 64,
    .open = short_threads_open,
    .run = short_threads_run,
    .retain = short_threads_retain,
};
