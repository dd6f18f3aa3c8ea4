/* SPDX-License-Identifier: MIT */
/* An iterator that ends under a future in flight, in every row: units that check (coro/checks.h) name the mistake. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "bench/table/workload.h"
#include "coro/checks.h"
#include "coro/iterator.h"
#include "tests/support/in_child.h"

static const struct cell_options no_options;
static const struct fixture_head head = { .options = &no_options };

static bool is_strategy(const struct row *row) { return row->probes != NULL && !(row->refusal && row->refusal()); }

/* Behind dyn, with a future of its own for each next(). */
static bool has_futures(const struct row *row)
{
    return strcmp(row->card.protocol, "static") != 0 && strcmp(row->card.protocol, "polls next") != 0;
}

static struct fixture *open_hand(const struct row *row)
{
    struct fixture *stage = NULL;
    if (row->open(&head, &stage) || row->probes->open(stage, PROBE_FILTERS, 0) || row->probes->hand_open(stage, 3))
        _exit(1);
    return stage;
}

/* Ends the iterator while a future waits, and in time. */
static void close_early(void *row)
{
    const struct row *own = row;
    struct fixture *stage = open_hand(own);
    own->probes->hand_begin(stage, 0);
    if (own->probes->hand_poll(stage, 0).tag == CORO_FAILED)
        _exit(2);                       /* refused: no future borrows the iterator */
    own->close(stage);
}
static void close_in_time(void *row)
{
    const struct row *own = row;
    struct fixture *stage = open_hand(own);
    for (int i = 0; i < 2; i++) {
        own->probes->hand_begin(stage, 0);
        if (own->probes->hand_poll(stage, 0).tag == CORO_FAILED)
            _exit(2);
        own->probes->hand_drop(stage, 0);
    }
    own->probes->hand_close(stage);
    own->close(stage);
}

static void an_iterator_that_ends_under_a_future_is_named_in_every_row(void **state)
{
    size_t named_count = 0;
    (void)state;
    if (!CORO_CHECKS)
        skip();
    for (size_t i = 0; i < table_row_count(); i++) {
        struct row *row = (struct row *)(uintptr_t)table_row(i);
        if (!is_strategy(row) || !has_futures(row))
            continue;
        int status = child_run(close_in_time, row);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 2)
            continue;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
            fail_msg("%s: an iterator that ends in time: status %d", row->card.name, status);
        if (!child_aborts_saying(close_early, row, "an iterator ends while 1 of its futures are in flight"))
            fail_msg("%s", row->card.name);
        named_count++;
    }
    assert_true(named_count > 20);
}

/* ---- the counts ---- */

static char selves[40000];

static void as_many_iterators_as_like_may_have_futures(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof selves; i++)
        coro_iterator_future_begins(&selves[i]);
    for (size_t i = 0; i < sizeof selves; i += 2)
        coro_iterator_future_ends(&selves[i]);
    for (size_t i = 0; i < sizeof selves; i += 2)
        coro_iterator_ends(&selves[i]);
    for (size_t i = 1; i < sizeof selves; i += 2)
        coro_iterator_future_ends(&selves[i]);
    for (size_t i = 0; i < sizeof selves; i++)
        coro_iterator_ends(&selves[i]);
}

static void end_early(void *ended_count)
{
    for (size_t i = 0; i < 1000; i++)
        for (int twice = 0; twice < 2; twice++)
            coro_iterator_future_begins(&selves[16 * i]);
    for (size_t i = 0; i < *(size_t *)ended_count; i++)
        for (int twice = 0; twice < 2; twice++)
            coro_iterator_future_ends(&selves[16 * i]);
    for (size_t i = 0; i < *(size_t *)ended_count; i++)
        coro_iterator_ends(&selves[16 * i]);
    coro_iterator_future_ends(&selves[16 * *(size_t *)ended_count]);
    coro_iterator_ends(&selves[16 * *(size_t *)ended_count]);
}
static void each_iterator_has_a_count_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < 1000; i += 111)
        assert_true(child_aborts_saying(end_early, &i, "an iterator ends while 1 of its futures"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_iterator_that_ends_under_a_future_is_named_in_every_row),
        cmocka_unit_test(each_iterator_has_a_count_of_its_own),
        cmocka_unit_test(as_many_iterators_as_like_may_have_futures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
