/* SPDX-License-Identifier: MIT */
/* Frames come and go; the memory pass reads the memory that stays after them, as retained_bytes. The other passes measure the
 * same workloads as any other. Stands on tasks.h, after which this file is included.
 *
 * `burst`: ten thousand tasks wait at once, each for a frame of 128 bytes, and all end. Tasks and iterators exist before and
 * after, as connections that are idle again, so a box that is cached in its iterator counts. The stacks of stackful tasks hold
 * the frames, so they come and go with the burst. */
#include "bench/fixtures/own_thread.h"

#define PADDED burst_ticker
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 128        /* as in a program's trace, and no more than every row can place */
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

static enum coro_status add_burst(const struct fixture *fixture, struct chain *chain, size_t task_index)
{
    (void)fixture, (void)task_index;
    return CHAIN_ADD(chain, burst_ticker, 0);
}
static enum coro_status burst_open(struct fixture *fixture, unsigned count)
{
    fixture->add_source = add_burst;
    return tasks_open(fixture, count);
}

/* One item per task, so that all frames come in a row and go in a row. */
static enum coro_status burst_once(struct fixture *fixture)
{
    uint64_t done_items;
    enum coro_status status = tasks_run(fixture, fixture->param, &done_items);
    for (size_t i = 0; CALLER == ASYNC_STACKFUL && i < fixture->consumer_count; i++)
        consumer_close_frame(fixture, &fixture->consumers[i]);
    return status;
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
    .question = "What does a future cost of n that are all begun, then all dropped, and how much memory stays after them?",
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

/* `short_threads`: one thread after another, each with an executor, a source of stacks, a task and an iterator of its own, awaits
 * a few items that wait, and ends. */
enum { ITEMS_PER_THREAD = 4 };

static enum coro_status thread_task(struct fixture *fixture, struct consumer *consumer)
{
    enum coro_status status = chain_init(&consumer->chain, 1);
    if (!status)
        status = add_burst(fixture, &consumer->chain, 0);
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
    .question = "What does a thread cost that begins, awaits four items and ends, and how much memory stays after n of them?",
    .item = "thread",
    .order = 162,
    .params = { 1000 },
    .has_threads = true,
    .makes_tasks = true,
    .batch_items = 64,
    .open = short_threads_open,
    .run = short_threads_run,
    .retain = short_threads_retain,
};
