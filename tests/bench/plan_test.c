/* SPDX-License-Identifier: MIT */
/* Tests the plan of a run, its cards, the replayable order of its samples, suggestions for mistyped words, and the live line.
 * The live line's tests expect to end within a second of their start (0:00 elapsed). */
#define _GNU_SOURCE
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/fixtures/call_trace.h"
#include "bench/process/message.h"
#include "bench/runner/plan/cards.h"
#include "bench/runner/plan/frame_rules.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/plan/quick_sweep.h"
#include "bench/table/workload.h"
#include "report/analysis/trace_workloads.h"
#include "report/text/nearest.h"

/* ---- cards ---- */

static void a_strategy_is_written_with_what_its_file_says_or_without_the_key(void **state)
{
    struct row_card card = { .name = "box", .sentence = "s", .caller = "c", .callee = "c", .protocol = "p" };
    json_t *silent = runner_cards_strategy(&card);
    card.fidelity = "rustc tests more";
    card.tuned_on = "ready real";
    json_t *telling = runner_cards_strategy(&card);
    (void)state;
    assert_non_null(silent);
    assert_null(json_object_get(silent, "fidelity"));
    assert_null(json_object_get(silent, "tuned_on"));
    assert_string_equal(json_string_value(json_object_get(telling, "fidelity")), "rustc tests more");
    assert_string_equal(json_string_value(json_object_get(telling, "tuned_on")), "ready real");
    json_decref(silent);
    json_decref(telling);
}

static unsigned crash(size_t bytes, unsigned awaiter)
{
    (void)bytes, (void)awaiter;
    abort();
}
static unsigned hang(size_t bytes, unsigned awaiter)
{
    (void)bytes, (void)awaiter;
    for (;;)
        pause();
    return 0;
}
static unsigned blocks_above_100(size_t bytes, unsigned awaiter)
{
    puts("a strategy that prints");
    return bytes > 100 ? awaiter + 1 : 0;
}
static enum coro_status open_nothing(const struct fixture_head *head, struct fixture **stage)
{
    (void)head, (void)stage;
    return CORO_ERR_UNSUPPORTED;
}

/* Adds what a row with that rule says; the card is the caller's. */
static json_t *add_rules(unsigned (*blocks_of)(size_t, unsigned))
{
    const struct row_probes probes = { .blocks_of = blocks_of };
    const struct row row = { .card = { .name = "x" }, .probes = &probes, .open = open_nothing };
    json_t *card = json_object();
    runner_frame_rules_add(&row, card);
    return card;
}

static void the_rule_of_a_row_is_written_with_the_sizes_at_which_it_changes(void **state)
{
    json_t *card = add_rules(blocks_above_100);
    char *words = json_dumps(card, JSON_COMPACT);
    (void)state;
    assert_string_equal(words, "{\"heap_blocks\":{\"task\":[[1,0],[101,1]],\"next\":[[1,0],[101,2]],"
                               "\"next_again\":[[1,0],[101,3]]}}");
    free(words);
    json_decref(card);
}

static void a_row_that_crashes_or_hangs_while_it_is_asked_has_no_rule(void **state)
{
    json_t *crashed = add_rules(crash), *hung = add_rules(hang);
    (void)state;
    assert_int_equal(json_object_size(crashed), 0);
    assert_int_equal(json_object_size(hung), 0);
    json_decref(crashed);
    json_decref(hung);
}

static void the_workload_real_has_the_numbers_of_the_default_trace(void **state)
{
    const struct report_trace_workload *real = report_trace_workloads;
    const char *reason;
    struct trace *trace;
    double bytes = 0, waited = 0, depth = 0;
    (void)state;
    while (strcmp(real->name, "real") != 0)
        real++;
    assert_int_equal(trace_open(NULL, &trace, &reason), CORO_OK);
    for (size_t i = 0; i < trace->count; i++) {
        bytes += trace->records[i].callee_bytes;
        waited += trace->records[i].polls_until_ready > 1;
        depth += trace->records[i].depth;
    }
    double count = (double)trace->count;
    free(trace);
    assert_true(fabs(bytes / count - real->bytes) < 1 && fabs(waited / count - real->waited) < 0.001);
    assert_true(fabs(depth / count - real->depth) < 0.01 && fabs(1 + depth / count - real->calls) < 0.01);
}

static void every_workload_that_a_trace_is_held_against_is_in_the_table(void **state)
{
    (void)state;
    for (const struct report_trace_workload *workload = report_trace_workloads; workload->name != NULL; workload++)
        if (table_find_workload(workload->name) == NULL)
            fail_msg("there is no workload %s", workload->name);
}

/* ---- order ---- */

static void the_same_seed_and_round_shuffle_alike(void **state)
{
    size_t first[100], again[100], other[100];
    struct order a = runner_order_start(42, 3), b = runner_order_start(42, 3), c = runner_order_start(42, 4);
    (void)state;
    runner_order_shuffle(&a, first, 100);
    runner_order_shuffle(&b, again, 100);
    runner_order_shuffle(&c, other, 100);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, other, sizeof first);
}

static void the_order_of_a_seed_never_changes(void **state)
{
    struct order order = { .state = 0 };
    (void)state;
    assert_true(runner_order_next(&order) == UINT64_C(0xe220a8397b1dcdaf));     /* splitmix64, seed 0 */
    assert_true(runner_order_next(&order) == UINT64_C(0x6e789e6aa1b965f4));
}

static void a_shuffle_has_every_cell_once(void **state)
{
    size_t indices[257], seen[257] = { 0 };
    struct order order = runner_order_start(1, 0);
    (void)state;
    runner_order_shuffle(&order, indices, 257);
    for (size_t i = 0; i < 257; i++)
        seen[indices[i]]++;
    for (size_t i = 0; i < 257; i++)
        assert_int_equal(seen[i], 1);
}

/* ---- suggestions ---- */

static const char *const names[] = { "static_dispatch", "poll_next", "box", "caller_cached_box", "stackful/fcontext" };

static void a_misspelt_name_is_answered_with_the_nearest(void **state)
{
    const char *found[REPORT_NEAREST_MOST];
    (void)state;
    assert_true(report_nearest_find("bxo", names, 5, found) >= 1);
    assert_string_equal(found[0], "box");
    assert_true(report_nearest_find("static_dipsatch", names, 5, found) >= 1);
    assert_string_equal(found[0], "static_dispatch");
    assert_true(report_nearest_find("stakful", names, 5, found) >= 1);
    assert_string_equal(found[0], "stackful/fcontext");
}

static void a_name_unlike_all_others_suggests_nothing(void **state)
{
    const char *found[REPORT_NEAREST_MOST];
    (void)state;
    assert_int_equal(report_nearest_find("zzzzzzzz", names, 5, found), 0);
}

static void distances_count_changes_and_swaps(void **state)
{
    (void)state;
    assert_int_equal(report_nearest_distance("box", "box"), 0);
    assert_int_equal(report_nearest_distance("bxo", "box"), 1);
    assert_int_equal(report_nearest_distance("", "box"), 3);
    assert_int_equal(report_nearest_distance("pendng/8", "pending/1"), 2);
}

/* ---- plan ---- */

static void a_pattern_that_selects_nothing_is_refused(void **state)
{
    struct plan_filter nothing = { .strategies = "^no such strategy$" }, malformed = { .workloads = "(" };
    struct plan plan;
    (void)state;
    assert_int_equal(runner_plan_init(&nothing, &plan), CORO_ERR_INVALID);
    assert_int_equal(runner_plan_init(&malformed, &plan), CORO_ERR_INVALID);
}

static void a_plan_crosses_all_rows_with_all_workloads(void **state)
{
    struct plan_filter all = { 0 };
    struct plan plan;
    (void)state;
    assert_int_equal(runner_plan_init(&all, &plan), CORO_OK);
    assert_int_equal(plan.cell_count, table_row_count() * table_workload_count());
    for (size_t i = 0; i < plan.cell_count; i++)
        assert_ptr_equal(runner_plan_find(&plan, plan.cells[i].row->name, plan.cells[i].workload->name), &plan.cells[i]);
    runner_plan_fini(&plan);
}

static size_t count_left_out(const struct plan *plan) { return runner_plan_count(plan, CELL_LEFT_OUT); }

static void a_quick_run_sweeps_a_few_rows_over_more_parameters(void **state)
{
    struct plan_filter quick = { .suite = SUITE_QUICK }, named = { .suite = SUITE_QUICK, .strategies = "^box$" };
    struct plan plan;
    (void)state;
    assert_int_equal(runner_plan_init(&quick, &plan), CORO_OK);
    const struct plan_cell *swept = runner_plan_find(&plan, "box", "depth/16");
    const struct plan_cell *quick_cell = runner_plan_find(&plan, "box", "ready");
    assert_non_null(swept);
    assert_non_null(quick_cell);
    assert_int_equal(swept->status, CELL_UNVERIFIED);
    assert_int_equal(quick_cell->status, CELL_UNVERIFIED);
    for (size_t i = 0; i < plan.cell_count; i++) {
        assert_true(plan.cells[i].row->is_swept || !plan.cells[i].row->is_variant);
        assert_int_equal(plan.cells[i].status == CELL_LEFT_OUT,
                         !plan.cells[i].workload->is_quick && !plan.cells[i].row->is_swept);
    }
    runner_plan_fini(&plan);
    assert_int_equal(runner_plan_init(&named, &plan), CORO_OK);
    assert_null(runner_plan_find(&plan, "box", "depth/16"));
    assert_int_equal(count_left_out(&plan), 0);
    runner_plan_fini(&plan);
}

/* The header of a quick run leaves the same cells out of the run that goes on. */
static void a_resumed_quick_run_leaves_out_the_same_cells(void **state)
{
    struct plan_filter quick = { .suite = SUITE_QUICK }, all = { 0 };
    struct plan plan, whole;
    (void)state;
    assert_int_equal(runner_plan_init(&quick, &plan), CORO_OK);
    json_t *described = runner_sweep_describe(&plan);
    assert_int_equal(described != NULL, count_left_out(&plan) > 0);
    for (size_t i = 0; i < plan.cell_count; i++)
        plan.cells[i].reason[0] = plan.cells[i].status == CELL_LEFT_OUT ? 'x' : '-', plan.cells[i].status = CELL_UNVERIFIED;
    runner_sweep_restore(&plan, described);
    for (size_t i = 0; i < plan.cell_count; i++)
        assert_int_equal(plan.cells[i].status == CELL_LEFT_OUT, plan.cells[i].reason[0] == 'x');
    json_decref(described);
    runner_plan_fini(&plan);
    assert_int_equal(runner_plan_init(&all, &whole), CORO_OK);
    assert_null(runner_sweep_describe(&whole));
    runner_plan_fini(&whole);
}

static void a_reason_is_cut_between_two_characters(void **state)
{
    struct plan_cell cell = { .status = CELL_UNVERIFIED };
    char reason[1001];
    (void)state;
    for (size_t i = 0; i < 1000; i += 2)
        memcpy(reason + i, "\xc3\xa4", 2);
    reason[1000] = '\0';
    runner_plan_settle(&cell, CELL_FAILED, reason);
    json_t *string = json_string(cell.reason);      /* NULL unless it is UTF-8 */
    assert_non_null(string);
    json_decref(string);
}

/* ---- progress ---- */

static void the_live_line_fits_the_terminal(void **state)
{
    struct progress progress;
    char line[512];
    (void)state;
    runner_progress_init(&progress, stderr);
    runner_progress_expect(&progress, PASS_TIME, 1000);
    for (size_t width = 1; width < 200; width++) {
        runner_progress_format_line(&progress, PASS_TIME, "a_strategy_with_a_long_name/parameter  pending/8", line, width);
        assert_true(strlen(line) <= width);
    }
    assert_non_null(strstr(line, "time 0/1000  0:00 elapsed  a_strategy"));
}

static void the_time_left_is_extrapolated_from_the_finished_steps_of_the_pass(void **state)
{
    struct progress progress;
    char line[512];
    (void)state;
    runner_progress_init(&progress, stderr);
    runner_progress_expect(&progress, PASS_VERIFY, 10);
    runner_progress_expect(&progress, PASS_TIME, 4);
    assert_int_equal(runner_progress_steps_left(&progress), 14);
    progress.passes[PASS_TIME].done = 1;
    progress.passes[PASS_TIME].spent_seconds = 50;
    runner_progress_format_line(&progress, PASS_TIME, "box", line, 120);
    assert_non_null(strstr(line, "time 1/4  0:00 elapsed, about 2:30 left in this pass  box"));
    runner_progress_expect(&progress, PASS_TIME, 1);        /* two steps drop out: 1 done + 1 left */
    runner_progress_format_line(&progress, PASS_TIME, "box", line, 120);
    assert_non_null(strstr(line, "time 1/2  0:00 elapsed, about 0:50 left"));
    runner_progress_format_line(&progress, PASS_VERIFY, "box", line, 120);
    assert_null(strstr(line, "left"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strategy_is_written_with_what_its_file_says_or_without_the_key),
        cmocka_unit_test(the_rule_of_a_row_is_written_with_the_sizes_at_which_it_changes),
        cmocka_unit_test(a_row_that_crashes_or_hangs_while_it_is_asked_has_no_rule),
        cmocka_unit_test(the_workload_real_has_the_numbers_of_the_default_trace),
        cmocka_unit_test(every_workload_that_a_trace_is_held_against_is_in_the_table),
        cmocka_unit_test(the_same_seed_and_round_shuffle_alike),
        cmocka_unit_test(the_order_of_a_seed_never_changes),
        cmocka_unit_test(a_shuffle_has_every_cell_once),
        cmocka_unit_test(a_misspelt_name_is_answered_with_the_nearest),
        cmocka_unit_test(a_name_unlike_all_others_suggests_nothing),
        cmocka_unit_test(distances_count_changes_and_swaps),
        cmocka_unit_test(a_pattern_that_selects_nothing_is_refused),
        cmocka_unit_test(a_plan_crosses_all_rows_with_all_workloads),
        cmocka_unit_test(a_quick_run_sweeps_a_few_rows_over_more_parameters),
        cmocka_unit_test(a_resumed_quick_run_leaves_out_the_same_cells),
        cmocka_unit_test(a_reason_is_cut_between_two_characters),
        cmocka_unit_test(the_live_line_fits_the_terminal),
        cmocka_unit_test(the_time_left_is_extrapolated_from_the_finished_steps_of_the_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
