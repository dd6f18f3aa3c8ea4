/* SPDX-License-Identifier: MIT */
/* Promises on goals, the table of switches, and the notes: they are computed from the file and say no more than it does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/goal.h"
#include "report/markdown/markdown.h"
#include "report/result/result.h"
#include "report/html/page.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

enum { ROWS = 4, WORKLOADS = 3 };
static const char *const rows[ROWS] = {"box", "stackful/native", "peer:raw_fcontext", "peer:boost_fiber"};
static const char *const workloads[WORKLOADS] = {"ready", "pending/8", "switch/flat"};

/* A result in which the cells with a time of 0 are unsupported, with that environment, as JSON; the caller's. */
static struct report_result *result_of(double times[ROWS][WORKLOADS], const char *environment)
{
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "environment", "%s", environment);
    for (size_t i = 0; i < ROWS; i++)
        result_builder_strategy(build, rows[i], NULL);
    for (size_t i = 0; i < WORKLOADS; i++)
        result_builder_workload(build, workloads[i], "\"question\":\"?\"");
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < WORKLOADS; i++) {
            bool is_ok = times[row][i] > 0;
            result_builder_cell(build, rows[row], workloads[i], is_ok ? "ok" : "unsupported", is_ok ? NULL : "cannot");
            if (is_ok)
                result_builder_sample(build, rows[row], workloads[i], "time_ns", times[row][i], 0);
        }
    build_full_plan(build);
    return made_result(build);
}

/* A result where native takes that much per switch, raw fcontext 10 ns and a fiber 20. */
static struct report_result *result_with_switch(double native_ns, const char *environment)
{
    double times[ROWS][WORKLOADS] = {{10, 20, 0}, {5, 30, native_ns}, {0, 0, 10}, {0, 0, 20}};

    return result_of(times, environment);
}

/* The goal whose words begin so. */
static struct report_goal goal_of(const struct report_result *const *results, size_t count, const char *beginning)
{
    struct report_goal goal;

    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++)
        if (strncmp(goal.words, beginning, strlen(beginning)) == 0)
            return goal;
    fail_msg("no goal begins with %s", beginning);
    return goal;
}

static void a_goal_is_reached_up_to_its_bound_and_missed_above(void **state)
{
    struct report_result *at = result_with_switch(3.5, "{}"), *above = result_with_switch(3.51, "{}");
    const struct report_result *const results[] = {at, above};
    (void)state;

    assert_int_equal(goal_of(&results[0], 1, "switch/flat: native / raw").outcome, REPORT_GOAL_REACHED);
    assert_int_equal(goal_of(&results[1], 1, "switch/flat: native / raw").outcome, REPORT_GOAL_MISSED);
    report_result_free(at);
    report_result_free(above);
}

static void a_quick_run_decides_no_goal_of_time(void **state)
{
    struct report_result *result = result_with_switch(3, "{}");
    const struct report_result *const results[] = {result};
    (void)state;

    result->plan.rounds = 5;
    assert_int_equal(goal_of(results, 1, "switch/flat: native / raw").outcome, REPORT_GOAL_UNDECIDED);
    report_result_free(result);
}

static void over_several_files_the_median_of_their_ratios_is_held_to_the_bound(void **state)
{
    struct report_result *made[] = {result_with_switch(9, "{}"), result_with_switch(2, "{}"), result_with_switch(3, "{}")};
    const struct report_result *const results[] = {made[0], made[1], made[2]};
    struct report_goal goal = goal_of(results, 3, "switch/flat: native / raw");
    (void)state;

    assert_int_equal(goal.count, 3);
    assert_true(goal.low > 0.199 && goal.low < 0.201 && goal.median > 0.299 && goal.median < 0.301 && goal.high > 0.899);
    assert_int_equal(goal.outcome, REPORT_GOAL_REACHED);
    for (size_t i = 0; i < 3; i++)
        report_result_free(made[i]);
}

static void a_goal_without_numbers_is_neither_reached_nor_missed(void **state)
{
    struct report_result *result = result_with_switch(0, "{}");
    const struct report_result *const results[] = {result};
    struct report_goal tried = goal_of(results, 1, "switch/flat: native / raw"), absent = goal_of(results, 1, "create");
    (void)state;

    assert_int_equal(tried.outcome, REPORT_GOAL_UNMEASURED);
    assert_string_equal(tried.reason, "cannot");
    assert_int_equal(absent.outcome, REPORT_GOAL_UNMEASURED);
    assert_null(absent.reason);
    report_result_free(result);
}

static void the_fastest_peer_is_found_and_named(void **state)
{
    struct report_result *result = result_with_switch(3, "{}");
    const struct report_result *const results[] = {result};
    (void)state;

    assert_string_equal(goal_of(results, 1, "switch/flat: native / fastest peer").other, "peer:raw_fcontext");
    report_result_free(result);
}

static void runs_of_several_link_orders_are_called_so_and_others_are_not(void **state)
{
    struct report_result *one = result_with_switch(3, "{\"link_order\":\"1\"}");
    struct report_result *two = result_with_switch(3, "{\"link_order\":\"2\"}");
    const struct report_result *const different[] = {one, two}, *const same[] = {one, one};
    struct report_text text = {0};
    (void)state;

    report_terminal_add_goals(&text, different, 2);
    assert_non_null(strstr(text.bytes, "was linked"));
    report_text_fini(&text);
    report_terminal_add_goals(&text, same, 2);
    assert_null(strstr(text.bytes, "was linked"));
    report_text_fini(&text);
    report_result_free(one);
    report_result_free(two);
}

static void switches_stand_in_a_table_of_their_own_in_multiples_of_raw_fcontext(void **state)
{
    struct report_result *result = result_with_switch(3, "{}");
    struct report_text text = {0};
    (void)state;

    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    const char *switches = strstr(text.bytes, "Switches: multiples of peer:raw_fcontext");
    assert_non_null(switches);
    assert_ptr_equal(strstr(text.bytes, "switch/flat"), strstr(switches, "switch/flat"));
    assert_non_null(strstr(switches, "stackful/native          0.30×"));
    assert_non_null(strstr(switches, "peer:boost_fiber         2.00×"));
    report_text_fini(&text);
    report_result_free(result);
}

static void page_and_markdown_have_the_goals_as_well(void **state)
{
    struct report_result *result = result_with_switch(3, "{}");
    struct report_text text = {0};
    (void)state;

    report_page_add(&text, &result, 1);
    assert_non_null(strstr(text.bytes, "<td class=\"r\">0.30×</td><td class=\"r\">≤ 0.35×</td>"));
    report_text_fini(&text);
    report_markdown_add(&text, result);
    assert_non_null(strstr(text.bytes, "| switch/flat: native / raw fcontext | 0.30× | ≤ 0.35× | reached |\n"));
    report_text_fini(&text);
    report_result_free(result);
}

static void a_note_names_complete_products_of_rows_and_workloads(void **state)
{
    double times[ROWS][WORKLOADS] = {{10, 20, 0}, {5, 0, 0}, {0, 0, 10}, {1, 0, 0}};
    struct report_result *result = result_of(times, "{}");
    struct report_text text = {0};
    (void)state;

    report_note_cells(result, 1, &text);
    assert_string_equal(text.bytes, "box on switch/flat; stackful/native, peer:boost_fiber on pending/8, switch/flat; "
                        "peer:raw_fcontext on ready, pending/8");
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_goal_is_reached_up_to_its_bound_and_missed_above),
        cmocka_unit_test(a_quick_run_decides_no_goal_of_time),
        cmocka_unit_test(over_several_files_the_median_of_their_ratios_is_held_to_the_bound),
        cmocka_unit_test(a_goal_without_numbers_is_neither_reached_nor_missed),
        cmocka_unit_test(the_fastest_peer_is_found_and_named),
        cmocka_unit_test(runs_of_several_link_orders_are_called_so_and_others_are_not),
        cmocka_unit_test(switches_stand_in_a_table_of_their_own_in_multiples_of_raw_fcontext),
        cmocka_unit_test(page_and_markdown_have_the_goals_as_well),
        cmocka_unit_test(a_note_names_complete_products_of_rows_and_workloads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
