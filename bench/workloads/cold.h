/* SPDX-License-Identifier: MIT */
/* n tasks wait, each for an iterator of its own, and the next one to be woken is drawn at random: an item needs little that was
 * used shortly before. With n grows what is cold:
 *
 *     memory             a task, the frame of its body, an iterator with its adapter, and the frame of a future, of which the
 *                        body touches COLD_LINES lines at most, lest an item be mostly that: some 600 bytes a task. So 5 KB for
 *                        n = 8; 300 KB for 512, beyond a first-level cache; 10 MB for 16384, beyond a core's second-level cache
 *     branch targets     next(), poll and drop of up to 64 types, at up to eight call sites, in an order that no predictor learns
 *     code               the same: up to 20 KB, more than a cache of decoded instructions holds, less than a first-level cache
 *
 * The code of executor and allocator stays warm, and so do vtables. Tasks begin when the fixture opens and end when it closes. An
 * item is the waking of its task, the last poll and the drop of its future, and the begin and first poll of the next future. */
#include "bench/unit/sized_iterators.h"
#if PROTOCOL == PROTOCOL_STATIC
#define cold_open NULL
#define cold_run NULL
#else

struct visit { ITERATOR source; uint64_t *total; };

#define COLD_SITE visited_0
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_1
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_2
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_3
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_4
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_5
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_6
#include "bench/unit/cold_site.h"
#define COLD_SITE visited_7
#include "bench/unit/cold_site.h"
enum { COLD_SITES = 8, COLD_LINES = 4 };

struct cold {
    struct fixture *fixture;
    size_t count, begun;                /* tasks; `count` is a power of two */
    uint32_t random;
    uint64_t total;                     /* of all items so far */
    struct cold_task { struct consumer consumer; struct visit visit; uint64_t visits; } tasks[];
};

static void close_cold(void *more)
{
    struct cold *cold = more;
    while (cold->begun > 0)
        consumer_end(&cold->tasks[--cold->begun].consumer);
    for (size_t i = 0; i < cold->count; i++)
        consumer_close(cold->fixture, &cold->tasks[i].consumer);
    free(cold);
}

/* With fewer tasks than types the types are spread over the family. */
static enum coro_status cold_add_iterator(struct cold *cold, size_t i)
{
    struct chain *chain = &cold->tasks[i].consumer.chain;
    size_t index = cold->count < SIZED_TYPES ? i * (SIZED_TYPES / cold->count) : i % SIZED_TYPES;
    enum coro_status status = chain_init(chain, 1);
    if (!status)
        status = sized_add(chain, index, 2);
    if (status)
        return status;
    struct tail_counter *counter = chain->iterators[0].self;
    counter->is_woken_outside = true;
    if (counter->tail_bytes > COLD_LINES * 64)
        counter->tail_bytes = COLD_LINES * 64;
    cold->tasks[i].visit = (struct visit){ chain->top, &cold->total };
    return CORO_OK;
}

/* Begins a task, which then waits for its first item. */
static enum coro_status cold_begin_task(struct cold *cold, size_t i)
{
    static const struct coro_async_fn *const bodies[COLD_SITES] = {
        &ROOT(visited_0), &ROOT(visited_1), &ROOT(visited_2), &ROOT(visited_3),
        &ROOT(visited_4), &ROOT(visited_5), &ROOT(visited_6), &ROOT(visited_7),
    };
    struct consumer *consumer = &cold->tasks[i].consumer;
    enum coro_status status = cold_add_iterator(cold, i);
    if (!status)
        status = consumer_open(cold->fixture, consumer, bodies[i / SIZED_TYPES % COLD_SITES]);
    if (!status)
        status = consumer_begin(cold->fixture, consumer, &cold->tasks[i].visit);
    if (status)
        return status;
    cold->begun++;
    coro_executor_poll(cold->fixture->executor);
    return consumer->space->task.state == CORO_TASK_WAITING ? CORO_OK : (enum coro_status)consumer->space->task.result.value;
}

static enum coro_status cold_open(struct fixture *fixture, unsigned count)
{
    struct cold *cold = fixture_keep(fixture, sizeof *cold + count * sizeof *cold->tasks, close_cold);
    enum coro_status status = cold ? CORO_OK : CORO_ERR_NO_MEMORY;
    if (status)
        return status;
    cold->fixture = fixture;
    cold->count = count;
    cold->random = 0x9e3779b9;
    for (size_t i = 0; i < count && !status; i++)
        status = cold_begin_task(cold, i);
    return status;
}

/* xorshift32 (Marsaglia 2003), always from the same seed: every row meets the same order. */
CORO_INLINE struct cold_task *cold_draw(struct cold *cold)
{
    cold->random ^= cold->random << 13;
    cold->random ^= cold->random >> 17;
    cold->random ^= cold->random << 5;
    return &cold->tasks[cold->random & (cold->count - 1)];
}

/* The v-th visit of a task gives it the item v. */
/* A task that ended has failed: its visits never end. */
static enum coro_status cold_failure(const struct cold *cold)
{
    for (size_t i = 0; i < cold->count; i++) {
        const struct coro_task *task = &cold->tasks[i].consumer.space->task;
        if (coro_task_is_finished(task) && task->result.tag == CORO_FAILED)
            return (enum coro_status)task->result.value;
    }
    return CORO_ERR_WRONG_RESULT;
}
static enum coro_status cold_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct cold *cold = fixture->more;
    uint64_t right = cold->total;
    for (uint64_t i = 0; i < items; i++) {
        struct cold_task *task = cold_draw(cold);
        right += task->visits++;
        coro_waker_wake(coro_task_waker(&task->consumer.space->task));
        coro_executor_poll(fixture->executor);
    }
    *done_items = items;
    return cold->total == right ? CORO_OK : cold_failure(cold);
}
#endif

static const struct workload cold_workload = {
    .name = "cold",
    .question = "What does an item cost when caches and predictors are cold: n tasks with frames of all sizes, woken at random?",
    .item = "item",
    .order = 64,
    .params = { 8, 64, 512, 4096, 16384 },
    .batch_items = 2048,
    .absence = "eight call sites for 64 types: where every type is known there is no such site",
    .open = cold_open,
    .run = cold_run,
};
