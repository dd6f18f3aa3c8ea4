/* SPDX-License-Identifier: MIT */
/* Promises on sweeps and their crossings. The inputs are small results of made-up times. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/crossing.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "tests/report/made_result.h"

enum { SIZES = 3 };
static const char *const depths[SIZES] = {"suspend_depth/1", "suspend_depth/4", "suspend_depth/16"};

/* A row and its time at each size; 0: it did not run there. */
struct row {
    const char *name, *members;
    double times[SIZES];
};
static const char flat[] = "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\"";
static const char stackful[] = "\"caller\":\"stackful\",\"callee\":\"stackful\",\"protocol\":\"calls\"";

/* The result of these rows, six samples a cell that differ by half a percent; the caller's. */
static struct report_result *result_of(const struct row *rows, size_t count, const char *const *workloads, const char *metric)
{
    struct result_builder *build = result_builder_new();

    for (size_t k = 0; k < SIZES; k++)
        result_builder_workload(build, workloads[k], NULL);
    for (size_t i = 0; i < count; i++) {
        result_builder_strategy(build, rows[i].name, rows[i].members);
        for (size_t k = 0; k < SIZES; k++) {
            if (rows[i].times[k] == 0)
                continue;
            result_builder_cell(build, rows[i].name, workloads[k], "ok", NULL);
            for (int round = 0; round < 6; round++)
                result_builder_sample(build, rows[i].name, workloads[k], metric, rows[i].times[k] * (1 + 0.001 * round), round);
        }
    }
    return made_result(build);
}

static void times_of_too_few_samples_say_nothing(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};
    (void)state;

    result_builder_strategy(build, "box", flat);
    result_builder_strategy(build, "stackful/native", stackful);
    for (size_t k = 0; k < SIZES; k++) {
        result_builder_workload(build, depths[k], NULL);
        result_builder_cell(build, "box", depths[k], "ok", NULL);
        result_builder_cell(build, "stackful/native", depths[k], "ok", NULL);
        for (int round = 0; round < 4; round++) {
            result_builder_sample(build, "box", depths[k], "time_ns", 50 + round, round);
            result_builder_sample(build, "stackful/native", depths[k], "time_ns", 10 + round, round);
        }
    }
    struct report_result *result = made_result(build);
    report_say_crossing(result, "suspend_depth", &text);
    assert_string_equal(report_text_string(&text), "");
    report_text_fini(&text);
    report_result_free(result);
}

static void expect_said(const struct row *rows, size_t count, const char *words)
{
    struct report_result *result = result_of(rows, count, depths, "time_ns");
    struct report_text text = {0};

    report_say_crossing(result, "suspend_depth", &text);
    assert_string_equal(report_text_string(&text), words);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_crossing_is_named_by_the_sizes_around_it(void **state)
{
    static const struct row rows[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {50, 55, 80}}};
    (void)state;
    expect_said(rows, 2, "stackful/native overtakes box between 1 and 4 adapters deep.");
}

static void a_size_that_the_samples_leave_open_is_no_side_of_a_crossing(void **state)
{
    static const struct row rows[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {50, 60.1, 80}}};
    (void)state;
    expect_said(rows, 2, "stackful/native overtakes box between 1 and 16 adapters deep, not told apart at 4.");
}

static void lines_that_do_not_cross_are_said_not_to(void **state)
{
    static const struct row below[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {10, 15, 20}}};
    static const struct row open[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {20.05, 59.9, 299}}};
    static const struct row half[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {40, 60.1, 299}}};
    (void)state;
    expect_said(below, 2, "stackful/native is faster than box from 1 to 16 adapters deep.");
    expect_said(open, 2, "stackful/native is not told apart from box from 1 to 16 adapters deep.");
    expect_said(half, 2, "stackful/native is slower than box at 1 adapter deep, not told apart from 4 to 16: no crossing.");
}

static void two_crossings_are_two_brackets(void **state)
{
    static const struct row rows[] = {{"box", flat, {20, 60, 300}}, {"stackful/native", stackful, {10, 90, 200}}};
    (void)state;
    expect_said(rows, 2, "stackful/native changes places with box between 1 and 4 and between 4 and 16 adapters deep.");
}

static void rows_of_one_outcome_share_a_clause(void **state)
{
    static const struct row rows[] = {
        {"box", flat, {20, 60, 300}}, {"type_pool", flat, {10, 55, 90}}, {"poll_next", flat, {5, 20, 70}},
        {"stackful/native", stackful, {50, 50, 80}},
    };
    (void)state;
    expect_said(rows, 4, "stackful/native overtakes box and type_pool between 1 and 4 adapters deep. "
                         "It is slower than poll_next from 1 to 16.");
}

static void one_size_or_one_model_is_no_sweep(void **state)
{
    static const struct row one[] = {{"box", flat, {20, 0, 0}}, {"stackful/native", stackful, {50, 0, 0}}};
    static const struct row no_stack[] = {{"box", flat, {20, 60, 300}}, {"type_pool", flat, {50, 55, 80}}};
    static const struct row no_flat[] = {
        {"stackful/fcontext", stackful, {20, 60, 300}}, {"stackful/native", stackful, {50, 55, 80}},
    };
    (void)state;
    expect_said(one, 2, "");
    expect_said(no_stack, 2, "");
    expect_said(no_flat, 2, "");
}

static void another_flat_row_stands_in_for_type_pool_unless_it_refuses_a_size(void **state)
{
    static const struct row rows[] = {
        {"box", flat, {20, 60, 300}}, {"refusing", flat, {1, 2, 0}}, {"slow", flat, {15, 50, 200}},
        {"quick", flat, {10, 40, 100}}, {"stackful/fcontext", stackful, {50, 50, 80}},
    };
    struct report_result *result = result_of(rows, 5, depths, "time_ns");
    struct report_sweep sweep;
    (void)state;

    assert_true(report_sweep_read(result, 1, &sweep));
    assert_int_equal(sweep.rows[REPORT_SWEEP_FLAT], 3);
    assert_int_equal(sweep.rows[REPORT_SWEEP_STACK], 4);
    assert_true(sweep.rows[REPORT_SWEEP_OTHER_STACK] == REPORT_NOT_FOUND && sweep.rows[REPORT_SWEEP_POLL] == REPORT_NOT_FOUND);
    report_result_free(result);
}

static void sizes_are_in_order_and_other_names_are_no_sizes(void **state)
{
    static const char *const names[SIZES] = {"tasks/1000000", "tasks/many", "tasks/100"};
    static const struct row rows[] = {{"box", flat, {280, 1, 300}}, {"stackful/native", stackful, {8400, 1, 8700}}};
    struct report_result *result = result_of(rows, 2, names, "bytes_per_waiting_task");
    struct report_sweep sweep;
    struct report_text text = {0};
    (void)state;

    assert_true(report_sweep_read(result, 5, &sweep));
    assert_int_equal(sweep.count, 2);
    assert_true(sweep.sizes[0] == 100 && sweep.sizes[1] == 1000000);
    assert_string_equal(report_sweep_mark(&sweep, 1).text, "1M");
    report_sweep_say(result, &sweep, &text);
    assert_string_equal(text.bytes, "stackful/native holds more than box from 100 to 1000000 tasks.");
    report_text_fini(&text);
    report_result_free(result);
}

static size_t count_words(const char *text, const char *words)
{
    size_t count = 0;

    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words))
        count++;
    return count;
}

static void the_page_draws_a_sweep_and_rings_its_crossing(void **state)
{
    static const struct row rows[] = {
        {"box", flat, {20, 60, 300}}, {"type_pool", flat, {10, 40, 120}}, {"stackful/native", stackful, {50, 55, 80}},
    };
    struct report_result *result = result_of(rows, 3, depths, "time_ns");
    struct report_text text = {0};
    (void)state;

    made_section(report_page_stack, result, &text);
    assert_int_equal(count_words(text.bytes, "class=\"curve"), 3);
    assert_int_equal(count_words(text.bytes, "class=\"ring\""), 2);
    assert_non_null(strstr(text.bytes, ">4–16</text>"));
    assert_non_null(strstr(text.bytes, "<title>box: "));
    assert_non_null(strstr(text.bytes, ", 301 ns at 16</title>"));
    assert_null(strstr(text.bytes, "nan"));
    report_text_fini(&text);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_of_too_few_samples_say_nothing),
        cmocka_unit_test(a_crossing_is_named_by_the_sizes_around_it),
        cmocka_unit_test(a_size_that_the_samples_leave_open_is_no_side_of_a_crossing),
        cmocka_unit_test(lines_that_do_not_cross_are_said_not_to),
        cmocka_unit_test(two_crossings_are_two_brackets),
        cmocka_unit_test(rows_of_one_outcome_share_a_clause),
        cmocka_unit_test(one_size_or_one_model_is_no_sweep),
        cmocka_unit_test(another_flat_row_stands_in_for_type_pool_unless_it_refuses_a_size),
        cmocka_unit_test(sizes_are_in_order_and_other_names_are_no_sizes),
        cmocka_unit_test(the_page_draws_a_sweep_and_rings_its_crossing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
