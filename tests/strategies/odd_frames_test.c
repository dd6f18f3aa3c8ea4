/* SPDX-License-Identifier: MIT */
/* Frames that no compiler makes and no program should ask for: of no size, of huge alignment or size, and chains of awaits
 * deeper than any stack set aside for them. Every row of the table answers with the frame or with an error, and works
 * afterwards. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include "bench/frames/lives_check.h"
#include "bench/table/workload.h"

static const struct cell_options no_options;
static const struct fixture_head head = { .options = &no_options };

static struct fixture *open_stage(const struct row *row)
{
    struct fixture *stage = NULL;
    assert_int_equal(row->open(&head, &stage), CORO_OK);
    return stage;
}

/* A row that this build or machine can run. */
static bool is_strategy(const struct row *row) { return row->probes != NULL && !(row->refusal && row->refusal()); }

/* A small chain runs as if nothing had happened, or is refused by rows that refuse any. */
static void assert_works(const struct row *row)
{
    struct fixture *stage = open_stage(row);
    enum coro_status status = row->probes->open(stage, PROBE_FILTERS, 0);
    if (!status)
        status = row->probes->begin(stage, 3);
    if (!status) {
        while (row->probes->poll(stage)) {
        }
        struct coro_polled got = row->probes->end(stage);
        if (got.tag != CORO_SOME || got.value != 0 + 1 + 2)
            fail_msg("%s: a small chain does not run any more", row->card.name);
    } else if (!coro_status_is_refusal(status)) {
        fail_msg("%s: a small chain: %s", row->card.name, coro_status_message(status));
    }
    row->close(stage);
}

/* CORO_OK and CORO_ERR_NO_MEMORY are answers, too. */
static enum coro_status place(const struct row *row, struct coro_layout layout)
{
    struct fixture *stage = open_stage(row);
    enum frame_holder holder;
    enum coro_status status = row->probes->place(stage, layout, &holder);
    row->close(stage);
    if (status && status != CORO_ERR_NO_MEMORY && !coro_status_is_refusal(status))
        fail_msg("%s: a frame of %zu bytes, aligned to %zu: %s", row->card.name, layout.bytes, layout.align,
                 coro_status_message(status));
    return status;
}

static void every_row_places_or_refuses(struct coro_layout layout, bool must_place)
{
    size_t placed_count = 0;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        if (!is_strategy(row))
            continue;
        for (int twice = 0; twice < 2; twice++)
            placed_count += place(row, layout) == CORO_OK;
        assert_works(row);
    }
    assert_int_equal(placed_count > 0, must_place);
}

static void a_frame_of_no_bytes_gets_a_place_or_a_refusal(void **state)
{
    (void)state;
    every_row_places_or_refuses((struct coro_layout){ 0, 1 }, true);
    every_row_places_or_refuses((struct coro_layout){ 0, 64 }, true);
}

static void a_frame_of_huge_alignment_gets_it_or_a_refusal(void **state)
{
    (void)state;
    every_row_places_or_refuses((struct coro_layout){ 40, 4096 }, true);
    every_row_places_or_refuses((struct coro_layout){ 40, 16 << 20 }, true);
}

static void a_frame_of_a_megabyte_gets_a_place_or_a_refusal(void **state)
{
    (void)state;
    every_row_places_or_refuses((struct coro_layout){ 1 << 20, 16 }, true);
}

/* A chain so deep that no side stack here is large enough; *got is the result of a task that awaits its items. */
static enum coro_status run_deep(const struct row *row, struct fixture *stage, struct coro_polled *got)
{
    enum { ITEMS = 2 };
    enum coro_status status = row->probes->begin(stage, ITEMS);
    if (status)
        return status;
    while (row->probes->poll(stage)) {
    }
    *got = row->probes->end(stage);
    return CORO_OK;
}

static void a_chain_past_the_end_of_what_was_set_aside_is_refused_as_often_as_one_tries(void **state)
{
    enum { DEEP = 2000 };
    size_t refused_count = 0, right_count = 0;
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        if (!is_strategy(row) || strcmp(row->card.caller, "stackful") == 0)     /* the guard page is tested elsewhere */
            continue;
        struct fixture *stage = open_stage(row);
        enum coro_status status = row->probes->open(stage, PROBE_FILTERS, DEEP);
        struct coro_polled first = { 0 }, second = { 0 };
        if (!status) {
            assert_int_equal(run_deep(row, stage, &first), CORO_OK);
            assert_int_equal(run_deep(row, stage, &second), CORO_OK);
            if (first.tag == CORO_FAILED && !coro_status_is_refusal((enum coro_status)first.value))
                fail_msg("%s: %s", row->card.name, coro_status_message((enum coro_status)first.value));
            if (first.tag != second.tag || (first.tag != CORO_FAILED && first.tag != CORO_SOME))
                fail_msg("%s: the second try differs from the first", row->card.name);
            refused_count += first.tag == CORO_FAILED;
            right_count += first.tag == CORO_SOME && first.value == 0 + 1;
        } else if (!coro_status_is_refusal(status)) {
            fail_msg("%s: %s", row->card.name, coro_status_message(status));
        }
        row->close(stage);
        assert_works(row);
    }
    assert_true(refused_count > 0);
    assert_true(right_count > 0);
}

/* Futures in flight until there is no more room, three times on one fixture, and then few on another. */
static void a_cell_that_was_refused_is_refused_again_and_its_neighbour_is_not(void **state)
{
    const struct workload_card *many = table_find_workload("concurrent/128"), *few = table_find_workload("recursion/2");
    (void)state;
    assert_non_null(many);
    assert_non_null(few);
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        const char *reason = NULL;
        struct cell *cell = NULL;
        if (!is_strategy(row))
            continue;
        enum coro_status status = cell_open(row, many, NULL, &cell, &reason);
        for (int times = 0; times < 3 && !status; times++) {
            enum coro_status run = cell_run(cell, 256, NULL, &reason);
            if (run && !coro_status_is_refusal(run))
                fail_msg("%s: %s", row->card.name, reason);
        }
        if (!status)
            cell_close(cell);
        status = cell_open(row, few, NULL, &cell, &reason);
        if (!status) {
            status = cell_run(cell, 64, NULL, &reason);
            cell_close(cell);
        }
        if (status && !coro_status_is_refusal(status))
            fail_msg("%s, after a refusal: %s", row->card.name, reason);
    }
}

/* A small frame, so that no row places it elsewhere for its size. */
static void a_small_frame_lies_where_its_row_says(void **state)
{
    static const enum seen_place places[] = {
        [HELD_BY_ITERATOR] = SEEN_IN_ITERATOR, [HELD_BY_CALL_SITE] = SEEN_AT_CALL_SITE, [HELD_BY_TASK] = SEEN_IN_TASK,
        [HELD_ELSEWHERE] = SEEN_ELSEWHERE,
    };
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        enum frame_holder holder;
        if (!is_strategy(row))
            continue;
        struct fixture *stage = open_stage(row);
        enum coro_status status = row->probes->place(stage, (struct coro_layout){ 24, 8 }, &holder);
        row->close(stage);
        if (status)
            continue;
        struct seen_frames seen = { { 0 } };
        struct lives_sentence said;
        seen.at[places[holder]]++;
        if (lives_are_contradicted(row->card.lives, &seen, &said))
            fail_msg("%s: %s", row->card.name, said.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_frame_lies_where_its_row_says),
        cmocka_unit_test(a_frame_of_no_bytes_gets_a_place_or_a_refusal),
        cmocka_unit_test(a_frame_of_huge_alignment_gets_it_or_a_refusal),
        cmocka_unit_test(a_frame_of_a_megabyte_gets_a_place_or_a_refusal),
        cmocka_unit_test(a_chain_past_the_end_of_what_was_set_aside_is_refused_as_often_as_one_tries),
        cmocka_unit_test(a_cell_that_was_refused_is_refused_again_and_its_neighbour_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
