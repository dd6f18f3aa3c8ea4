/* SPDX-License-Identifier: MIT */
/* next(&self) instead of next(&mut self): one caller holds as many futures of one iterator as it likes, and awaits none where
 * it began. */

/* The caller: begins `width` next() of one iterator, polls them until all have finished, and adds up. Repeats until a next()
 * returns CORO_NONE. */
struct gather { ITERATOR source; size_t width; struct gathered *futures; };
struct gathered { struct escaping_frame frame; bool is_live; };

static void gather_begin(struct gather *gather, struct coro_task *task)
{
    for (size_t i = 0; i < gather->width; i++) {
        escaping_async_init(&gather->futures[i].frame);
        escaping_async_begin(&gather->futures[i].frame, task, gather->source);
        gather->futures[i].is_live = true;
    }
}
static void gather_drop(struct gathered *future, struct coro_task *task)
{
    escaping_async_cancel(&future->frame, task);
    escaping_async_fini(&future->frame);
    future->is_live = false;
}

/* Polls the live futures; pending while one of them is. Adds items to *total, and returns the first end or failure. */
static struct coro_polled gather_poll(struct gather *gather, struct coro_task *task, uint64_t *total)
{
    struct coro_polled all = coro_some(0);
    for (size_t i = 0; i < gather->width; i++) {
        if (!gather->futures[i].is_live)
            continue;
        struct coro_polled got = escaping_async_poll(&gather->futures[i].frame, task);
        if (got.tag == CORO_SOME)
            *total += got.value;
        if (got.tag != CORO_PENDING)
            gather_drop(&gather->futures[i], task);
        if (got.tag != CORO_SOME && all.tag != CORO_FAILED)
            all = got;
    }
    return all;
}
static void gather_cancel(struct gather *gather, struct coro_task *task)
{
    for (size_t i = 0; i < gather->width; i++)
        if (gather->futures[i].is_live)
            gather_drop(&gather->futures[i], task);
}

ASYNC(gather_sum, struct gather *, self, little(nothing), uint64_t total;)
{
    struct coro_polled got;
    my->total = 0;
    do {
        gather_begin(self, task);
        while ((got = gather_poll(self, task, &my->total)).tag == CORO_PENDING)
            SUSPEND();
    } while (got.tag == CORO_SOME);
    if (got.tag == CORO_FAILED)
        RETURN(got);
    RETURN(coro_some(my->total));
}
ASYNC_END_AFTER(gather_cancel(self, task))
#define TASK_BODY gather_sum
#include "bench/unit/task_body.h"

static void close_gather(void *more)
{
    struct gather *gather = more;
    free(gather->futures);
    free(gather);
}
static enum coro_status concurrent_open(struct fixture *fixture, unsigned width)
{
    struct chain *chain = NULL;
    struct gather *gather = fixture_keep(fixture, sizeof *gather, close_gather);
    if (gather == NULL)
        return CORO_ERR_NO_MEMORY;
    gather->width = width;
    gather->futures = calloc(width, sizeof *gather->futures);
    enum coro_status status = gather->futures ? sum_fixture(fixture, 1, &chain) : CORO_ERR_NO_MEMORY;
    if (!status)
        status = CHAIN_ADD(chain, ticker, .wait_every = 1);
    if (status)
        return status;
    gather->source = chain->top;
    return consumer_open(fixture, &fixture->consumers[0], &ROOT(gather_sum));
}

/* Rounds the items up to a multiple of the width, so that the last round of futures finds the end as a whole. */
static enum coro_status concurrent_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct gather *gather = fixture->more;
    struct consumer *consumer = &fixture->consumers[0];
    *done_items = coro_round_up(items, gather->width);
    *chain_counter(&consumer->chain) = (struct counter){ 0, *done_items };
    return consumer_run(fixture, consumer, gather, expected_sum(&consumer->chain, *done_items));
}
static const struct workload concurrent_workload = {
    .name = "concurrent",
    .question = "What does an item cost when m futures of one iterator are in flight at once?",
    .item = "item",
    .order = 47,
    .params = { 2, 16, 128 },
    .mixes_sizes = true,
    .batch_items = 4096,
    .open = concurrent_open,
    .run = concurrent_run,
};
