/* SPDX-License-Identifier: MIT */
/* Promises on the paragraphs about how far a run's numbers can be trusted: the noise floor, the drift, the passes, the harness's
 * share and the trust experiment. The inputs are small results of made-up times. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/html/page.h"
#include "report/analysis/sentence.h"
#include "report/terminal/terminal.h"
#include "report/text/text.h"
#include "tests/report/made_result.h"

/* The time of a strategy in a round. */
typedef double time_of(size_t strategy, size_t round);

enum rounds_in_file { WITH_ROUNDS, WITHOUT_ROUNDS };

struct recipe {
    size_t strategies, rounds;
    time_of *time;
    enum rounds_in_file has_rounds;
    const char *plan, *experiment, *end;    /* as JSON, `end` without braces; NULL: left out */
};

static struct result_builder *build_recipe(const struct recipe *recipe)
{
    struct result_builder *build = result_builder_new();
    char name[32];

    if (recipe->plan != NULL)
        result_builder_header(build, "plan", "%s", recipe->plan);
    if (recipe->experiment != NULL)
        result_builder_header(build, "experiment", "%s", recipe->experiment);
    if (recipe->end != NULL)
        result_builder_end(build, "%s", recipe->end);
    result_builder_workload(build, "ready", NULL);
    for (size_t strategy = 0; strategy < recipe->strategies; strategy++) {
        snprintf(name, sizeof name, "s%zu", strategy);
        result_builder_strategy(build, name, "\"protocol\":\"callee places\"");
        result_builder_cell(build, name, "ready", "ok", NULL);
        for (size_t round = 0; round < recipe->rounds; round++)
            result_builder_sample(build, name, "ready", "time_ns", recipe->time(strategy, round),
                                  recipe->has_rounds == WITH_ROUNDS ? (int)round : -1);
    }
    return build;
}

static struct report_result *result_of(const struct recipe *recipe)
{
    return made_result(build_recipe(recipe));
}

/* The method's paragraphs, one a line; the caller's. */
static struct report_text method_of(const struct report_result *result)
{
    struct report_text text = {0};

    for (size_t i = 0; report_method[i] != NULL; i++) {
        report_method[i](result, &text);
        report_text_add(&text, "\n");
    }
    return text;
}

static void expect_words(const struct report_result *result, const char *words)
{
    struct report_text text = method_of(result);

    if (strstr(text.bytes, words) == NULL)
        fail_msg("not said: %s\nbut: %s", words, text.bytes);
    report_text_fini(&text);
}

static double odd_rounds_slower_by_strategy(size_t strategy, size_t round)
{
    return round % 2 == 0 ? 100 : 100 + (double)strategy;
}

static void the_noise_floor_is_what_even_and_odd_rounds_differ_by(void **state)
{
    const struct recipe recipe = {.strategies = 20, .rounds = 6, .time = odd_rounds_slower_by_strategy};
    struct report_result *result = result_of(&recipe);
    (void)state;

    assert_int_equal(result->noise.cells, 20);
    assert_int_equal(result->noise.samples, 3);
    assert_true(fabs(result->noise.typical - (2 - 100.0 / 109 - 100.0 / 110) / 2) < 1e-9);
    assert_true(fabs(result->noise.floor - (1 - 100.0 / 118)) < 1e-9);
    assert_true(fabs(report_noise_of(report_result_series(result, 19, 0, "time_ns"), NULL) - (1 - 100.0 / 119)) < 1e-9);
    expect_words(result, "(n = 3) of the same build differ by 8.7 % in the median cell, and by at most 15 % in 95 % of the 20 "
                 "cells");
    report_result_free(result);
}

/* The second is 5 % above the first, both without noise; a third one is all noise. */
static double close_neighbours(size_t strategy, size_t round)
{
    return strategy == 0 ? 100 : strategy == 1 ? 105 : round % 2 == 0 ? 100 : 150;
}

static bool is_second_above_first(size_t strategies)
{
    const struct recipe recipe = {.strategies = strategies, .rounds = 6, .time = close_neighbours};
    struct report_result *result = result_of(&recipe);
    bool is_above = report_series_is_above(report_result_series(result, 1, 0, "time_ns"),
                                         report_result_series(result, 0, 0, "time_ns"));

    report_result_free(result);
    return is_above;
}

static void a_difference_below_the_noise_floor_is_not_called_one(void **state)
{
    (void)state;

    assert_true(is_second_above_first(2));
    assert_false(is_second_above_first(3));
}

static double one_percent_a_round(size_t strategy, size_t round)
{
    return (100 + 10 * (double)strategy) * pow(1.01, (double)round);
}

static void the_drift_is_last_third_over_first_third(void **state)
{
    const struct recipe recipe = {.strategies = 3, .rounds = 9, .time = one_percent_a_round};
    struct report_result *result = result_of(&recipe);
    struct report_drift drift;
    (void)state;

    report_drift_measure(result, &drift);
    assert_int_equal(drift.rounds, 9);
    assert_int_equal(drift.cells, 3);
    assert_true(fabs(drift.trend - pow(1.01, 6)) < 1e-6);
    for (size_t i = 0; i < 9; i++)
        assert_true(fabs(drift.levels[i] - pow(1.01, (double)i - 4)) < 1e-6);
    assert_true(drift.lowest == drift.levels[0] && drift.highest == drift.levels[8]);
    expect_words(result, "the last third of the 9 rounds took 1.06× of the first third, as a geometric mean over 3 cells");
    report_result_free(result);
}

static void expect_neither(const struct recipe *recipe, const char *noise_words, const char *drift_words)
{
    struct report_result *result = result_of(recipe);
    struct report_drift drift;

    report_drift_measure(result, &drift);
    assert_true(isnan(drift.trend) && isnan(result->noise.floor));
    assert_int_equal(result->noise.cells, 0);
    expect_words(result, noise_words);
    expect_words(result, drift_words);
    report_result_free(result);
}

static void a_run_too_short_for_noise_and_drift_says_so(void **state)
{
    const struct recipe recipe = {.strategies = 2, .rounds = 2, .time = one_percent_a_round};
    (void)state;

    expect_neither(&recipe, "With under 4 rounds, this run cannot tell its noise floor", "with under 3 rounds, this run cannot "
                   "tell whether the machine's speed changed");
}

static void a_file_without_rounds_is_not_called_too_short(void **state)
{
    const struct recipe recipe = {.strategies = 2, .rounds = 9, .time = one_percent_a_round, .has_rounds = WITHOUT_ROUNDS};
    (void)state;

    expect_neither(&recipe, "The file does not tell enough rounds apart for a noise floor", "the file does not tell enough "
                   "rounds apart to say whether the machine's speed changed");
}

static void a_round_that_is_none_is_refused(void **state)
{
    const struct recipe recipe = {.strategies = 1, .rounds = 1001, .time = one_percent_a_round};
    (void)state;

    expect_made_refused(build_recipe(&recipe), "line 1003 has a \"round\" that is not 0 to 999");
}

static void what_was_skipped_and_what_left_nothing_is_told_apart(void **state)
{
    const struct recipe recipe = {.strategies = 1, .rounds = 5, .time = one_percent_a_round,
                                  .plan = "{\"skipped\":[\"kernel\",\"check\"]}"};
    struct report_result *result = result_of(&recipe);
    struct report_pass pass;
    (void)state;

    for (size_t i = 0; report_pass_read(result, i, &pass); i++) {
        bool is_skipped = strcmp(pass.name, "kernel") == 0 || strcmp(pass.name, "check") == 0;
        bool has_run = strcmp(pass.name, "time") == 0 || strcmp(pass.name, "verify") == 0;
        assert_string_equal(pass.state, is_skipped ? "skipped" : has_run ? "ran" : "left nothing in this file");
    }
    report_result_free(result);
}

static const struct recipe trusted = {
    .strategies = 4,
    .rounds = 9,
    .time = one_percent_a_round,
    .plan = "{\"seed\":42,\"mode\":\"quick\"}",
    .experiment = "{\"date\":\"2026-11-22\",\"machine\":\"<M>\",\"commit\":\"abc\",\"cells\":160,\"comparisons\":10,"
                  "\"aa_called\":3,\"aa_compared\":1600,\"link_orders\":5,\"orders_called\":2,\"orders_compared\":800,"
                  "\"trials\":20,\"found\":19,\"planted_percent\":5,\"note\":\"And so on.\"}",
    .end = "\"wall_seconds\":200,\"harness_seconds\":10",
};

static void what_the_file_says_of_its_method_is_quoted(void **state)
{
    struct report_result *result = result_of(&trusted);
    (void)state;

    expect_words(result, "from the seed 42;");
    expect_words(result, "Of 200 s, the harness itself took 10.0 s (5.0 %)");
    expect_words(result, "This run screens");
    expect_words(result, "In the test of compare itself, of 2026-11-22 on <M> at commit abc: of 1600 cells of two runs of the "
                 "same build (10 comparisons of 160 cells) 3 were called different, and of 800 of the same sources linked in "
                 "5 other orders 2. Of 20 trials with one cell slowed by 5 %, 19 found it. And so on.\n");
    report_result_free(result);
}

static void of_an_experiment_only_what_the_file_has_is_quoted(void **state)
{
    static const char *const known[][2] = {
        {"{\"trials\":20,\"found\":19}", "In the test of compare itself: of 20 trials with one cell slowed, 19 found it.\n"},
        {"{\"aa_called\":0,\"aa_compared\":160}",
         "In the test of compare itself: of 160 cells of two runs of the same build 0 were called different.\n"},
        {"{\"orders_called\":1,\"orders_compared\":800}",
         "In the test of compare itself: of 800 of the same sources linked in other orders 1 were called different.\n"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct recipe recipe = {.experiment = known[i][0]};
        struct report_result *result = result_of(&recipe);
        expect_words(result, known[i][1]);
        report_result_free(result);
    }
}

static void a_file_that_says_nothing_of_its_method_is_quoted_with_nothing(void **state)
{
    const struct recipe recipe = {.experiment = "{}", .plan = "{\"mode\":\"default\"}"};
    struct report_result *result = result_of(&recipe);
    struct report_text text = method_of(result);
    (void)state;

    assert_int_equal(strspn(text.bytes, "\n"), text.length);
    report_text_fini(&text);
    report_result_free(result);
}

static void a_malformed_method_is_refused_with_the_key(void **state)
{
    static const struct {
        struct recipe recipe;
        const char *words;
    } malformed[] = {
        {{.plan = "{\"skipped\":\"time\"}"}, "\"skipped\" that is not a list"},
        {{.plan = "{\"skipped\":[1]}"}, "\"skipped\" with something in it that is not a string"},
        {{.plan = "{\"skipped\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}"},
         "at most 16 strings"},
        {{.end = "\"harness_seconds\":\"few\""}, "\"harness_seconds\" that is not a number"},
        {{.experiment = "[]"}, "\"experiment\" that is not an object"},
        {{.experiment = "{\"found\":\"all\"}"}, "\"found\" that is not a number"},
        {{.experiment = "{\"date\":1}"}, "\"date\" that is not a string"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++)
        expect_made_refused(build_recipe(&malformed[i].recipe), malformed[i].words);
}

static void the_page_and_the_terminal_show_the_method(void **state)
{
    struct report_result *result = result_of(&trusted);
    struct report_text page = {0}, terminal = {0};
    (void)state;

    report_page_add(&page, &result, 1);
    assert_non_null(strstr(page.bytes, "on &lt;M&gt; at commit abc"));
    assert_non_null(strstr(page.bytes, "left nothing in this file"));
    assert_non_null(strstr(page.bytes, "The rounds against one another"));
    assert_null(strstr(page.bytes, " nan"));
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(terminal.bytes, "Noise floor: "));
    assert_non_null(strstr(terminal.bytes, "Drift: "));
    assert_non_null(strstr(terminal.bytes, "In the test of compare itself, of"));
    for (char *rest = terminal.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
    report_text_fini(&terminal);
    report_text_fini(&page);
    report_result_free(result);
}

static void fewer_than_ten_rounds_are_screening_whatever_the_mode(void **state)
{
    struct recipe recipe = {.strategies = 1, .rounds = 9, .time = one_percent_a_round};
    struct report_result *result;
    struct report_text text;
    (void)state;

    recipe.plan = "{\"mode\":\"default\",\"rounds\":9}";
    result = result_of(&recipe);
    expect_words(result, "This run screens");
    report_result_free(result);
    recipe.plan = "{\"mode\":\"default\",\"rounds\":10}";
    result = result_of(&recipe);
    text = method_of(result);
    assert_null(strstr(text.bytes, "This run screens"));
    report_text_fini(&text);
    report_result_free(result);
}

static void an_interrupted_run_of_too_few_samples_screens(void **state)
{
    struct recipe recipe = {.strategies = 1, .rounds = 9, .time = one_percent_a_round};
    struct report_result *result;
    (void)state;

    recipe.plan = "{\"mode\":\"thorough\",\"rounds\":30}";
    recipe.end = "\"interrupted\":true";
    result = result_of(&recipe);
    assert_true(report_run_is_screening(result));
    report_result_free(result);
    recipe.rounds = 10;
    result = result_of(&recipe);
    assert_false(report_run_is_screening(result));
    report_result_free(result);
}

static double absurd(size_t strategy, size_t round)
{
    static const double values[] = {5e-324, 1e308, 0, 1.7e308, 1e-300, 2e-308};

    return values[(strategy + round) % (1 + strategy)];
}

static void times_of_absurd_sizes_make_a_page_without_a_number_that_is_none(void **state)
{
    const struct recipe recipe = {.strategies = 6, .rounds = 9, .time = absurd};
    (void)state;

    for (size_t strategies = 1; strategies <= 6; strategies++) {
        struct recipe some = recipe;
        some.strategies = strategies;
        struct report_result *result = result_of(&some);
        struct report_text page = {0};
            report_page_add(&page, &result, 1);
        assert_null(strstr(page.bytes, " nan"));
        assert_null(strstr(page.bytes, "inf"));
        report_text_fini(&page);
        report_result_free(result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_noise_floor_is_what_even_and_odd_rounds_differ_by),
        cmocka_unit_test(a_difference_below_the_noise_floor_is_not_called_one),
        cmocka_unit_test(the_drift_is_last_third_over_first_third),
        cmocka_unit_test(a_run_too_short_for_noise_and_drift_says_so),
        cmocka_unit_test(a_file_without_rounds_is_not_called_too_short),
        cmocka_unit_test(a_round_that_is_none_is_refused),
        cmocka_unit_test(what_was_skipped_and_what_left_nothing_is_told_apart),
        cmocka_unit_test(what_the_file_says_of_its_method_is_quoted),
        cmocka_unit_test(of_an_experiment_only_what_the_file_has_is_quoted),
        cmocka_unit_test(a_file_that_says_nothing_of_its_method_is_quoted_with_nothing),
        cmocka_unit_test(a_malformed_method_is_refused_with_the_key),
        cmocka_unit_test(the_page_and_the_terminal_show_the_method),
        cmocka_unit_test(fewer_than_ten_rounds_are_screening_whatever_the_mode),
        cmocka_unit_test(an_interrupted_run_of_too_few_samples_screens),
        cmocka_unit_test(times_of_absurd_sizes_make_a_page_without_a_number_that_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
