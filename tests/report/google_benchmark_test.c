/* SPDX-License-Identifier: MIT */
/* Promises on Google Benchmark's JSON. google_benchmark_test.py has the promises on real files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/json/google_benchmark.h"
#include "tests/report/made_result.h"

/* The JSON of the builder's result; the caller's. */
static struct report_text json_of(struct result_builder *build)
{
    struct report_result *result = made_result(build);
    struct report_text text = {0};

    report_google_benchmark_add(&text, result);
    report_result_free(result);
    return text;
}

static size_t count_of(const struct report_text *text, const char *words)
{
    size_t count = 0;

    for (const char *at = text->bytes; (at = strstr(at, words)) != NULL; at++)
        count++;
    return count;
}

static struct result_builder *build_samples(const double *values, size_t count)
{
    struct result_builder *build = result_builder_new();

    result_builder_strategy(build, "box", NULL);
    result_builder_workload(build, "ready", NULL);
    result_builder_cell(build, "box", "ready", "ok", NULL);
    for (size_t i = 0; i < count; i++)
        result_builder_sample(build, "box", "ready", "time_ns", values[i], (int)i);
    return build;
}

static void every_sample_is_an_entry_and_four_aggregates_follow(void **state)
{
    static const double values[] = {3, 1, 2};
    struct report_text text = json_of(build_samples(values, 3));
    (void)state;

    assert_int_equal(count_of(&text, "\"run_type\": \"iteration\""), 3);
    assert_int_equal(count_of(&text, "\"run_type\": \"aggregate\""), 4);
    const char *first = strstr(text.bytes, "\"real_time\": 3.0"), *second = strstr(text.bytes, "\"real_time\": 1.0");
    assert_true(first != NULL && first < second);       /* in the order of the rounds */
    assert_non_null(strstr(text.bytes, "\"name\": \"box/ready_stddev\""));
    assert_non_null(strstr(text.bytes, "\"real_time\": 0.5"));      /* stddev 1 of mean 2 */
    report_text_fini(&text);
}

static void a_single_sample_has_no_aggregates(void **state)
{
    static const double values[] = {3};
    struct report_text text = json_of(build_samples(values, 1));
    (void)state;

    assert_int_equal(count_of(&text, "\"run_type\""), 1);
    report_text_fini(&text);
}

static void numbers_that_are_not_finite_are_left_out(void **state)
{
    static const double zeros[] = {0, 0}, huge[] = {1.7e308, 1};
    struct report_text text = json_of(build_samples(zeros, 2));
    (void)state;

    assert_null(strstr(text.bytes, "box/ready_cv"));
    report_text_fini(&text);
    text = json_of(build_samples(huge, 2));
    assert_null(strstr(text.bytes, "box/ready_stddev"));
    assert_null(strstr(text.bytes, "inf"));
    assert_null(strstr(text.bytes, "nan"));
    report_text_fini(&text);
}

static void a_cell_that_could_not_run_is_an_error_with_its_reason(void **state)
{
    struct report_text text = json_of(build_ordinary(&ordinary));
    (void)state;

    assert_int_equal(count_of(&text, "\"error_occurred\": true"), 1);
    assert_non_null(strstr(text.bytes, "\"error_message\": \"unsupported: There is no space.\""));
    report_text_fini(&text);
}

static void a_hostile_name_stays_words(void **state)
{
    struct ordinary made = ordinary;
    (void)state;

    made.first_strategy = "\\\"]},{\\u001b[31m\\u202e<b>";
    struct report_text text = json_of(build_ordinary(&made));
    assert_non_null(strstr(text.bytes, "\"\\\"]},{\xEF\xBF\xBD[31m\xEF\xBF\xBD<b>/ready\""));
    assert_null(strstr(text.bytes, "u001b"));
    report_text_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_is_an_entry_and_four_aggregates_follow),
        cmocka_unit_test(a_single_sample_has_no_aggregates),
        cmocka_unit_test(numbers_that_are_not_finite_are_left_out),
        cmocka_unit_test(a_cell_that_could_not_run_is_an_error_with_its_reason),
        cmocka_unit_test(a_hostile_name_stays_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
