/* SPDX-License-Identifier: MIT */
/* One call site and two types of iterator. The program chooses one when it runs, so a compiler that sees the whole program cannot
 * know the type. Behind the dyn boundary of the rows it cannot anyway, and they cost what `ready` costs; the peers that are whole
 * programs (bench/peers/one_crate, one_unit and halo) may not. */
#include "bench/unit/compile_as_callee.h"
#include "bench/iterators/countdown.h"
#define SOURCE countdown
#define SOURCE_HAS_OWN_BODY
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

#if PROTOCOL == PROTOCOL_STATIC
#define two_types_open NULL
#define two_types_run NULL
#else

static enum coro_status two_types_open(struct fixture *fixture, unsigned param)
{
    (void)param;
    enum coro_status status = fixture_reserve(fixture, 2);
    if (status)
        return status;
    fixture->consumer_count = 2;
    struct consumer *up = &fixture->consumers[0], *down = &fixture->consumers[1];
    if (!(status = chain_init(&up->chain, 1)) && !(status = CHAIN_ADD(&up->chain, range, 0)))
        status = sum_consumer_open(fixture, up);
    if (!status && !(status = chain_init(&down->chain, 1)) && !(status = CHAIN_ADD(&down->chain, countdown, 0)))
        status = sum_consumer_open(fixture, down);
    return status;
}

/* An even number of items comes from the range, an odd one from the countdown. */
static enum coro_status two_types_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    struct consumer *consumer = &fixture->consumers[items % 2];
    *chain_counter(&consumer->chain) = (struct counter){ 0, items };
    *done_items = items;
    return consumer_run(fixture, consumer, &consumer->sum, expected_sum(&consumer->chain, items));
}
#endif

static const struct workload two_types_workload = {
    .name = "two_types",
    .question = "What does one dyn next() cost when the program has two types of iterator, and chooses one at run time?",
    .item = "item",
    .order = 44,
    .batch_items = 8192,
    .absence = "the program chooses a type when it runs: where every type is known there is no such choice",
    .open = two_types_open,
    .run = two_types_run,
};
