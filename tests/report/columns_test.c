/* SPDX-License-Identifier: MIT */
/* Promises on which workloads become the columns of which table, and on how columns are packed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "report/analysis/columns.h"
#include "tests/report/made_result.h"

static const char *const names[] = {"ready", "frame/16", "frame/128", "frame/1024", "frames/1", "lines"};
enum { COUNT = sizeof names / sizeof names[0] };

static void a_family_is_the_run_of_names_with_the_same_part_before_the_slash(void **state)
{
    (void)state;
    assert_int_equal(report_family_length("frame/16"), 5);
    assert_int_equal(report_family_length("ready"), 5);
    assert_string_equal(report_family_member("frame/16"), "/16");
    assert_string_equal(report_family_member("ready"), "");
    assert_int_equal(report_family_size(names, 0, COUNT), 1);
    assert_int_equal(report_family_size(names, 1, COUNT), 3);
    assert_int_equal(report_family_size(names, 1, 3), 2);
    assert_int_equal(report_family_size(names, 2, COUNT), 2);
    assert_int_equal(report_family_size(names, 4, COUNT), 1);
}

static void a_table_takes_whole_families_while_they_fit(void **state)
{
    static const size_t widths[COUNT] = {10, 10, 10, 10, 10, 10};
    (void)state;
    assert_int_equal(report_columns_take(names, widths, 0, COUNT, 60), 6);
    assert_int_equal(report_columns_take(names, widths, 0, COUNT, 59), 5);
    assert_int_equal(report_columns_take(names, widths, 0, COUNT, 39), 1);
    assert_int_equal(report_columns_take(names, widths, 1, COUNT, 30), 3);
}

static void a_family_wider_than_any_table_is_cut_and_a_column_always_taken(void **state)
{
    static const size_t widths[COUNT] = {10, 10, 10, 10, 10, 10};
    (void)state;
    assert_int_equal(report_columns_take(names, widths, 1, COUNT, 25), 2);
    assert_int_equal(report_columns_take(names, widths, 1, COUNT, 5), 1);
    assert_int_equal(report_columns_take(names, widths, 0, COUNT, 5), 1);
}

static struct report_result *result_with_switches(void)
{
    static const char *const workloads[] = {"ready", "switch/flat", "create", "switches"};
    struct result_builder *build = result_builder_new();

    result_builder_strategy(build, "stackful/native", NULL);
    result_builder_strategy(build, "peer:raw_fcontext", NULL);
    for (size_t i = 0; i < 4; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < 4; i++) {
        result_builder_cell(build, "stackful/native", workloads[i], "ok", NULL);
        result_builder_sample(build, "stackful/native", workloads[i], "time_ns", 3, 0);
    }
    result_builder_cell(build, "peer:raw_fcontext", "ready", "unsupported", "none");
    result_builder_cell(build, "peer:raw_fcontext", "switch/flat", "ok", NULL);
    result_builder_sample(build, "peer:raw_fcontext", "switch/flat", "time_ns", 10, 0);
    return made_result(build);
}

static void workloads_that_only_switch_are_in_no_other_table(void **state)
{
    struct report_result *result = result_with_switches();
    struct report_columns all, items, switches;
    (void)state;
    report_columns_choose(result, REPORT_COLUMNS_ALL, "time_ns", &all);
    report_columns_choose(result, REPORT_COLUMNS_ITEMS, "time_ns", &items);
    report_columns_choose(result, REPORT_COLUMNS_SWITCHES, "time_ns", &switches);
    assert_int_equal(all.count, 4);
    assert_int_equal(items.count, 2);
    assert_string_equal(items.names[0], "ready");
    assert_string_equal(items.names[1], "switches");
    assert_int_equal(switches.count, 2);
    assert_int_equal(switches.workloads[0], 1);
    assert_true(report_switch_has(result, 1, &switches));
    assert_false(report_switch_has(result, 1, &items));
    report_result_free(result);
}

static void multiples_of_switches_are_of_raw_fcontext_or_not_there(void **state)
{
    struct report_result *result = result_with_switches();
    double flat = report_switch_multiple(result, 0, 1), create = report_switch_multiple(result, 0, 2);
    (void)state;
    assert_true(flat > 0.299 && flat < 0.301);
    assert_true(create != create);
    report_result_free(result);
}

static void what_most_rows_cannot_do_is_not_told_of_each(void **state)
{
    struct report_result *result = result_with_switches();
    (void)state;
    assert_true(report_cell_is_told(result, 0, 0));
    assert_false(report_cell_is_told(result, 1, 0));    /* a peer that does not run it */
    assert_false(report_cell_is_told(result, 1, 3));    /* not run at all */
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_family_is_the_run_of_names_with_the_same_part_before_the_slash),
        cmocka_unit_test(a_table_takes_whole_families_while_they_fit),
        cmocka_unit_test(a_family_wider_than_any_table_is_cut_and_a_column_always_taken),
        cmocka_unit_test(workloads_that_only_switch_are_in_no_other_table),
        cmocka_unit_test(multiples_of_switches_are_of_raw_fcontext_or_not_there),
        cmocka_unit_test(what_most_rows_cannot_do_is_not_told_of_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
