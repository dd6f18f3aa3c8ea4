/* SPDX-License-Identifier: MIT */
/* Includes every workload of a row, on the iterators included before (bench/unit/row_iterators.h). Also has the open and run of
 * workloads that add up the items of a chain, as most do. The sum is known in advance, so every run is checked. The build makes
 * workloads.inc out of the files of bench/workloads, so a new file there is a new workload of every row. */
#include "bench/unit/fixture.h"

/* The body for this chain; NULL where a row of known types has none for so many adapters. */
static const struct coro_async_fn *sum_over(const struct chain *chain, const struct histogram *stamps)
{
    if (chain->depth > MAX_STATIC_DEPTH)
        return NULL;
    return stamps ? chain->sums[chain->depth].stamped : chain->sums[chain->depth].plain;
}

static uint64_t expected_sum(const struct chain *chain, uint64_t items)
{
    return (items % 2 ? items * ((items - 1) / 2) : items / 2 * (items - 1)) + items * chain->map_count * MAP_PLUS;
}

/* Opens a consumer that has its chain; sum_consumer_open_task leaves out the frame of the body. */
static enum coro_status sum_consumer_open_task(struct fixture *fixture, struct consumer *consumer)
{
    struct histogram *stamps = fixture->head.options->stamps;
    const struct coro_async_fn *body = sum_over(&consumer->chain, stamps);
    if (body == NULL)
        return CORO_ERR_UNSUPPORTED;
    consumer->sum = (struct sum){ .source = consumer->chain.top, .stamps = stamps };
    return consumer_open_task(consumer, body);
}
static enum coro_status sum_consumer_open(struct fixture *fixture, struct consumer *consumer)
{
    enum coro_status status = sum_consumer_open_task(fixture, consumer);
    return status ? status : consumer_open_frame(fixture, consumer);
}

static enum coro_status sum_consumer_begin(struct fixture *fixture, struct consumer *consumer, uint64_t items)
{
    *chain_counter(&consumer->chain) = (struct counter){ 0, items };
    return consumer_begin(fixture, consumer, &consumer->sum);
}

static enum coro_status sum_check(const struct consumer *consumer, uint64_t items)
{
    return check_task(&consumer->space->task, expected_sum(&consumer->chain, items));
}

/* The run of a workload with one such task. */
static enum coro_status sum_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct consumer *consumer = &fixture->consumers[0];
    *chain_counter(&consumer->chain) = (struct counter){ 0, items };
    *done_items = items;
    return consumer_run(fixture, consumer, &consumer->sum, expected_sum(&consumer->chain, items));
}

/* Gives the fixture one consumer, whose chain has room for `iterators` iterators. */
static enum coro_status sum_fixture(struct fixture *fixture, size_t iterators, struct chain **chain)
{
    enum coro_status status = fixture_reserve(fixture, 1);
    if (status)
        return status;
    fixture->consumer_count = 1;
    *chain = &fixture->consumers[0].chain;
    return chain_init(*chain, iterators);
}

/* The whole open of a workload that is `depth` adapters on one source. */
static enum coro_status sum_open(struct fixture *fixture, const void *source, const struct iterator_type *type, unsigned depth)
{
    struct chain *chain;
    enum coro_status status = sum_fixture(fixture, 1 + depth, &chain);
    if (!status)
        status = chain_add(chain, source, type);
    if (!status)
        status = chain_add_adapters(chain, depth);
    return status ? status : sum_consumer_open(fixture, &fixture->consumers[0]);
}

/* The same on a range, which never waits, or on a ticker, which waits before every wait_every-th item. */
static enum coro_status sum_open_range(struct fixture *fixture, unsigned depth)
{
    return sum_open(fixture, &(struct range){ 0 }, &range_type, depth);
}
static enum coro_status sum_open_ticker(struct fixture *fixture, unsigned wait_every, unsigned depth)
{
    return sum_open(fixture, &(struct ticker){ .wait_every = wait_every }, &ticker_type, depth);
}

#include "workloads.inc"
