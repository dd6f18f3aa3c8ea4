/* SPDX-License-Identifier: MIT */
/* next(&self) instead of next(&mut self): one caller holds as many futures of one iterator as it likes, and awaits none where
 * it began. The body is bench/bodies/gather.h. */
#include "bench/bodies/gather.h"
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
    struct chain *chain;
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
