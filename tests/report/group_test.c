/* SPDX-License-Identifier: MIT */
/* Promises about winners: a sentence names one only where the samples tell it apart from the next, else the group. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/group.h"
#include "report/analysis/sentence.h"
#include "report/html/page.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

/* Times of a, b, c and d on two workloads, in `rounds` rounds that spread by `spread`. */
static struct report_result *result_of(const double times[4], double spread, int rounds)
{
    static const char *const workloads[] = {"ready", "pending/1"}, *const names[] = {"box", "b", "c", "d"};
    struct result_builder *build = result_builder_new();

    build_full_plan(build);
    for (size_t i = 0; i < 4; i++)
        result_builder_strategy(build, names[i], "\"caller\":\"state machine\",\"callee\":\"state machine\","
                                "\"protocol\":\"callee places\"");
    for (size_t i = 0; i < 2; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < 8; i++) {
        result_builder_cell(build, names[i % 4], workloads[i / 4], "ok", NULL);
        for (int round = 0; round < rounds; round++)
            result_builder_sample(build, names[i % 4], workloads[i / 4], "time_ns", times[i % 4] * (1 + spread * round),
                                  round);
    }
    return made_result(build);
}

static void expect_headline(struct report_result *result, const char *words, const char *not_said)
{
    struct report_text text = {0};

    for (size_t i = 0; report_headline[i] != NULL; i++)
        report_headline[i](result, &text);
    if (strstr(text.bytes, words) == NULL || (not_said != NULL && strstr(text.bytes, not_said) != NULL))
        fail_msg("\"%s\" is not said, or \"%s\" is: %s", words, not_said, text.bytes);
    report_text_fini(&text);
    report_result_free(result);
}

static const double apart[] = {10, 5, 7, 8}, close[] = {10, 5, 5.02, 8};

static void a_winner_that_is_told_apart_is_named(void **state)
{
    (void)state;
    expect_headline(result_of(apart, 0.001, 10), "The fastest under an unchanged trait is b: 5.02 ns", "not told apart");
    expect_headline(result_of(apart, 0.001, 10), "b has the smallest geometric mean", "not told apart");
}

static void winners_that_are_not_told_apart_are_named_as_a_group(void **state)
{
    (void)state;
    expect_headline(result_of(close, 0.01, 10), "The fastest under an unchanged trait are b and c (not told apart): 5.22 ns to "
                    "5.25 ns (0.50× to 0.50×)", "trait is b");
    expect_headline(result_of(close, 0.01, 10), "b and c (not told apart) have the smallest geometric mean", "b has the");
}

static void with_too_few_samples_nobody_wins(void **state)
{
    (void)state;
    expect_headline(result_of(apart, 0.001, 4), "are b, c, d and box (not told apart)", "trait is b");
    expect_headline(result_of(apart, 0.001, 2), "b, c, d and box (not told apart) have the smallest", "b has the");
}

static void of_many_that_lead_three_are_named(void **state)
{
    struct report_result *result = made_result(build_ordinary(&(struct ordinary){
        .strategies = 8, .workloads = 1, .rounds = 5, .first_strategy = "box", .first_factor = 1}));
    double values[8] = {1, 1.01, 1.02, 1.03, 1.04, 1.05, 2, NAN};
    struct report_group group;
    struct report_text text = {0};
    (void)state;

    report_group_least(result, values, 0.1, &group);
    report_group_say(result, &group, &text);
    assert_string_equal(text.bytes, "box, strategy_1/param, strategy_2/param and 3 others (not told apart)");
    report_group_least(result, values, NAN, &group);
    assert_int_equal(group.count, 7);
    report_group_least(result, values, 0, &group);
    assert_int_equal(group.count, 1);
    report_text_fini(&text);
    report_result_free(result);
}

/* The rows of `close`, which hold so many bytes. */
static struct report_result *close_rows_that_hold(const double bytes[4])
{
    struct result_builder *build = result_builder_new();

    build_full_plan(build);
    result_builder_workload(build, "ready", NULL);
    for (size_t i = 0; i < 4; i++) {
        const char *name = (const char *[]){"box", "b", "c", "d"}[i];
        result_builder_strategy(build, name, "\"protocol\":\"callee places\"");
        result_builder_cell(build, name, "ready", "ok", NULL);
        for (int round = 0; round < 10; round++)
            result_builder_sample(build, name, "ready", "time_ns", close[i] * (1 + 0.01 * (round / 2)), round);
        result_builder_sample(build, name, "ready", "bytes_per_waiting_task", bytes[i], 0);
    }
    return made_result(build);
}

static void a_point_that_only_noise_keeps_off_the_frontier_is_named(void **state)
{
    (void)state;
    expect_headline(close_rows_that_hold((double[]){200, 100, 100, 100}),
                    "is better in both than: b (5.10 ns, 100 B); not told apart from one of these: c.", NULL);
}

static void a_point_that_only_noise_puts_on_the_frontier_is_not_named(void **state)
{
    (void)state;
    expect_headline(close_rows_that_hold((double[]){224, 231, 232, 200}), "is better in both than: d (8.16 ns, 200 B), b (5.10 "
                    "ns, 231 B); not told apart from one of these: c.", "box (");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_winner_that_is_told_apart_is_named),
        cmocka_unit_test(winners_that_are_not_told_apart_are_named_as_a_group),
        cmocka_unit_test(with_too_few_samples_nobody_wins),
        cmocka_unit_test(of_many_that_lead_three_are_named),
        cmocka_unit_test(a_point_that_only_noise_keeps_off_the_frontier_is_named),
        cmocka_unit_test(a_point_that_only_noise_puts_on_the_frontier_is_not_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
