/* SPDX-License-Identifier: MIT */
/* A body that awaits twice for one item: the heap blocks that a strategy claims, call by call, are those that it takes. Compiled
 * once per strategy, like a row (bench/unit/row_unit.c). */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/table/workload.h"
#include "bench/unit/row_iterators.h"
#include "bench/unit/row_workloads.h"
#include "tests/support/failing.h"

/* Adds up two items of another iterator, which has an even number of them. */
#include "bench/unit/compile_as_callee.h"
struct pairs { ITERATOR source; };
ASYNC_NEXT(pairs, little(next), uint64_t first;)
{
    struct coro_polled got;
    AWAIT(got, next, self->source);
    if (got.tag != CORO_SOME)
        RETURN(got);
    my->first = got.value;
    AWAIT(got, next, self->source);
    RETURN(got.tag == CORO_SOME ? coro_some(my->first + got.value) : got);
}
ASYNC_END
#define SOURCE pairs
#include "bench/unit/add_source.h"
#include "bench/unit/compile_as_caller.h"

struct counts { uint64_t claimed, taken; };

static struct counts run(struct fixture *fixture, uint64_t pair_count)
{
    struct counts before = { counting.claimed_blocks, failing.allocation_count };
    struct consumer *consumer = &fixture->consumers[0];
    *chain_counter(&consumer->chain) = (struct counter){ 0, 2 * pair_count };
    assert_int_equal(consumer_run(fixture, consumer, &consumer->sum, pair_count * (2 * pair_count - 1)), CORO_OK);
    return (struct counts){ counting.claimed_blocks - before.claimed, failing.allocation_count - before.taken };
}

static void the_blocks_of_a_body_that_awaits_twice_are_claimed_by_call_site(void **state)
{
    static const struct cell_options options = { .counts_calls = true };
    const struct fixture_head head = { .options = &options };
    struct fixture *fixture = NULL;
    struct chain *chain = NULL;
    (void)state;
    assert_int_equal(fixture_open(&head, &fixture), CORO_OK);
    assert_int_equal(sum_fixture(fixture, 2, &chain), CORO_OK);
    assert_int_equal(CHAIN_ADD(chain, range, 0), CORO_OK);
    assert_int_equal(CHAIN_ADD(chain, pairs, .source = chain->top), CORO_OK);
    assert_int_equal(sum_consumer_open(fixture, &fixture->consumers[0]), CORO_OK);
    run(fixture, 10);
    struct counts once = run(fixture, 10), twice = run(fixture, 20);
    assert_int_equal(twice.taken - once.taken, 10 * BLOCKS_PER_PAIR);
    assert_int_equal(twice.claimed - once.claimed, 10 * BLOCKS_PER_PAIR);
    fixture_close(fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_blocks_of_a_body_that_awaits_twice_are_claimed_by_call_site),
    };
    (void)workloads;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
