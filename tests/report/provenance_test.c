/* SPDX-License-Identifier: MIT */
/* Promises on the numbers of the page that lead to where they come from, and on the data behind them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "report/html/page.h"
#include "tests/report/made_result.h"

static void fini(struct report_page *page)
{
    report_text_fini(&page->body);
    report_text_fini(&page->data);
}

/* The data of the page of one result, as JSON. */
static json_t *data_of(const struct report_result *result)
{
    struct report_page page = {.part = ""};

    report_page_data_add(&page, result);
    assert_null(strpbrk(report_text_string(&page.data), "<>&"));
    json_t *data = json_loads(report_text_string(&page.data), JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(data);
    fini(&page);
    return data;
}

/* The cells of the strategy in that table of the metric. */
static const char *values_of(json_t *data, const char *metric, const char *table, size_t strategy)
{
    json_t *entry = json_object_get(json_object_get(data, "metrics"), metric);

    return json_string_value(json_array_get(json_object_get(entry, table), strategy));
}

/* The number that these digits of the data stand for. */
static double number_of(json_t *data, const char *digits, size_t count)
{
    const char *all = json_string_value(json_object_get(data, "digits"));
    double number = 0;

    for (size_t i = 0; i < count; i++)
        number = number * (double)strlen(all) + (double)(strchr(all, digits[i]) - all);
    return number;
}

static void a_number_is_a_link_that_names_its_series(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_page page = {.part = "-2", .index = 1};
    (void)state;

    report_page_number(&page, result, 1, 2, REPORT_METRIC_TIME, "10.1 ns");
    assert_string_equal(report_text_string(&page.body),
                        "<a class=\"num\" href=\"#strategy_1/param-2\" data-c=\"1.1.2.time_ns\">10.1 ns</a>");
    fini(&page);
    report_result_free(result);
}

static void a_number_without_samples_is_only_its_words(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_page page = {.part = ""};
    (void)state;

    report_page_number(&page, result, 3, 2, REPORT_METRIC_TIME, "<none>");
    assert_string_equal(report_text_string(&page.body), "&lt;none&gt;");
    fini(&page);
    report_result_free(result);
}

static void the_data_has_the_samples_by_round_and_their_places(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":2}");
    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "pending/8", NULL);
    result_builder_cell(build, "box", "ready", "ok", NULL);
    result_builder_cell(build, "box", "pending/8", "ok", NULL);
    result_builder_sample(build, "box", "ready", "time_ns", 9, 0);
    result_builder_sample(build, "box", "pending/8", "time_ns", 11, 0);
    result_builder_sample(build, "box", "pending/8", "time_ns", 12, 1);
    result_builder_sample(build, "box", "ready", "time_ns", 8.125, 1);
    result_builder_sample(build, "box", "ready", "instructions", 50, 0);
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    assert_string_equal(values_of(data, "time_ns", "of", 0), "9,8.125 11,12");
    assert_string_equal(values_of(data, "time_ns", "order", 0), "0,1 1,0");
    assert_string_equal(values_of(data, "instructions", "of", 0), "50");
    json_decref(data);
    report_result_free(result);
}

static void a_number_cut_short_rounds_as_the_exact_number_does(void **state)
{
    static const double exact[] = {3.3349, 3.33501, 3.3300001, 8.499, 12.34567};
    static const char *const workloads[] = {"ready", "depth/4", "depth/8", "work/1", "lines"};
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", NULL);
    for (size_t i = 0; i < 5; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < 5; i++) {
        result_builder_cell(build, "box", workloads[i], "ok", NULL);
        result_builder_sample(build, "box", workloads[i], "time_ns", exact[i], 0);
    }
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    assert_string_equal(values_of(data, "time_ns", "of", 0), "3.334 3.336 3.331 8.499 12.34");
    json_decref(data);
    report_result_free(result);
}

static void samples_of_a_run_cut_short_say_their_rounds(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", "ready", "ok", NULL);
    result_builder_sample(build, "box", "ready", "time_ns", 9, 3);
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    assert_string_equal(values_of(data, "time_ns", "order", 0), "3:0");
    json_decref(data);
    report_result_free(result);
}

static void metrics_of_the_same_workloads_share_their_list(void **state)
{
    static const char *const metrics[] = {"time_ns", "instructions", "allocations"};
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "depth/4", NULL);
    for (size_t i = 0; i < 2; i++) {
        result_builder_cell(build, "box", i == 0 ? "ready" : "depth/4", "ok", NULL);
        for (size_t k = 0; k < 3 - i; k++)
            result_builder_sample(build, "box", i == 0 ? "ready" : "depth/4", metrics[k], 7, 0);
    }
    struct report_result *result = made_result(build);
    json_t *data = data_of(result), *all = json_object_get(data, "metrics");
    size_t lists = 0, names = 0;
    for (size_t k = 0; k < 3; k++) {
        json_t *on = json_object_get(json_object_get(all, metrics[k]), "on");
        lists += json_is_array(on);
        names += json_is_string(on);
        if (json_is_string(on))
            assert_true(json_is_array(json_object_get(json_object_get(all, json_string_value(on)), "on")));
    }
    assert_int_equal(lists, 2);
    assert_int_equal(names, 1);
    json_decref(data);
    report_result_free(result);
}

static void many_samples_are_packed_to_six_digits(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", "ready", "ok", NULL);
    for (int round = 0; round < 5; round++)
        result_builder_sample(build, "box", "ready", "time_ns", 3.35123 + round, round);
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    const char *cell = values_of(data, "time_ns", "of", 0);
    assert_int_equal(strlen(cell), 2 + 5 * 3);
    assert_int_equal(cell[0], ':');
    double power = number_of(data, cell + 1, 1) - json_number_value(json_object_get(data, "power"));
    assert_true(power == 4);
    assert_true(number_of(data, cell + 2, 3) == 33512);
    assert_true(number_of(data, cell + 14, 3) == 73512);
    json_decref(data);
    report_result_free(result);
}

static void cells_that_are_the_same_are_counted(void **state)
{
    static const char *const workloads[] = {"ready", "depth/4", "depth/8", "work/1"};
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", NULL);
    for (size_t i = 0; i < 4; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < 4; i++) {
        result_builder_cell(build, "box", workloads[i], "ok", NULL);
        result_builder_sample(build, "box", workloads[i], "allocations", i == 3 ? 2 : 0, 0);
    }
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    assert_string_equal(values_of(data, "allocations", "of", 0), "0*3 2");
    json_decref(data);
    report_result_free(result);
}

static void hostile_names_stay_words_in_the_data(void **state)
{
    struct ordinary hostile = ordinary;
    (void)state;

    hostile.first_strategy = "</script>\\\"&\\u001b\\u202e\\\\";
    struct report_result *result = made_result(build_ordinary(&hostile));
    json_t *data = data_of(result);
    assert_string_equal(json_string_value(json_array_get(json_object_get(data, "rows"), 0)),
                        "</script>\"&\xef\xbf\xbd\xef\xbf\xbd\\");
    json_decref(data);
    report_result_free(result);
}

static void a_file_without_samples_has_data_without_metrics(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    struct report_result *result = made_result(build);
    json_t *data = data_of(result);
    assert_int_equal(json_object_size(json_object_get(data, "metrics")), 0);
    assert_int_equal(json_integer_value(json_object_get(data, "baseline")), -1);
    json_decref(data);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_a_link_that_names_its_series),
        cmocka_unit_test(a_number_without_samples_is_only_its_words),
        cmocka_unit_test(the_data_has_the_samples_by_round_and_their_places),
        cmocka_unit_test(a_number_cut_short_rounds_as_the_exact_number_does),
        cmocka_unit_test(samples_of_a_run_cut_short_say_their_rounds),
        cmocka_unit_test(metrics_of_the_same_workloads_share_their_list),
        cmocka_unit_test(many_samples_are_packed_to_six_digits),
        cmocka_unit_test(cells_that_are_the_same_are_counted),
        cmocka_unit_test(hostile_names_stay_words_in_the_data),
        cmocka_unit_test(a_file_without_samples_has_data_without_metrics),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
