/* SPDX-License-Identifier: MIT */
/* Promises on the screen of `corolab try`: 80 x 24 for any file, multiples only where samples differ, one column for each row,
 * and no word of a file that moves the cursor. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/terminal/terminal_try.h"
#include "tests/report/made_result.h"

/* The look at the last row of the file, whose nearest is the first. Frees the result; the text is the caller's. */
static struct report_text look_at(struct report_result *result)
{
    struct report_text text = {0};
    struct report_try tried = {.row = result->strategy_count - 1, .nearest = 0, .likeness = "same place", .called = "./lab",
                               .path = "made.result"};

    report_terminal_add_try(&text, result, &tried, REPORT_LOOK_PLAIN);
    report_result_free(result);
    return text;
}

static void expect_screen(struct report_text *text)
{
    assert_null(strchr(text->bytes, '\033'));
    assert_true(report_terminal_lines(text) <= REPORT_TERMINAL_LINES);
    char *copy = strdup(text->bytes), *rest = copy;
    assert_non_null(copy);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;)
        if (report_utf8_width(line) > REPORT_TERMINAL_COLUMNS)
            fail_msg("wider than 80 columns: %s", line);
    free(copy);
}

static void any_file_fits_a_screen(void **state)
{
    static const struct ordinary made[] = {
        {1, 1, 1, "box", 1},
        {2, 9, 5, "box", 2},
        {60, 12, 5, "box", 2},
        {30, 40, 1, "\xE6\xBC\xA2\xE5\xAD\x97 a very long name of a strategy, longer than its column", 1e9},
        {13, 9, 5, "<b>\\u001b[31m\\\"|\\u202e", 2},
    };
    (void)state;

    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++) {
        struct report_text text = look_at(made_result(build_ordinary(&made[i])));
        assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
        expect_screen(&text);
        report_text_fini(&text);
    }
}

static void expect_words(const struct report_text *text, const char *words)
{
    if (strstr(text->bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, text->bytes);
}

/* Rows of state machines that were timed on ready, each in nine samples from `least` on, `step` apart. */
static void add_row(struct result_builder *build, const char *name, double least, double step)
{
    result_builder_strategy(build, name, "\"sentence\":\"made up\",\"protocol\":\"callee places\",\"caller\":\"state machine\","
                                         "\"callee\":\"state machine\",\"lives\":{\"where\":\"heap\"}");
    result_builder_cell(build, name, "ready", "ok", NULL);
    for (int round = 0; round < 9; round++)
        result_builder_sample(build, name, "ready", "time_ns", least + step * round, round);
}

static void a_multiple_is_shown_only_where_the_samples_tell_two_rows_apart(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    add_row(build, "box", 10, 0.01);
    add_row(build, "quick", 4, 0.01);
    add_row(build, "tried", 9.99, 0.01);
    struct report_text text = look_at(made_result(build));
    expect_words(&text, "10.0 ns ≈ 1×");
    expect_words(&text, "4.04 ns 0.40×");
    expect_words(&text, "best");
    expect_screen(&text);
    report_text_fini(&text);
}

static void a_row_has_one_column_with_all_of_its_roles(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    add_row(build, "box", 10, 0.01);
    add_row(build, "tried", 12, 0.01);
    struct report_text text = look_at(made_result(build));
    expect_words(&text, "best, same place");
    report_text_fini(&text);
}

static void limits_are_listed_with_the_shortest_first_and_the_rest_counted(void **state)
{
    static const char *const probes[] = {"no_heap", "several_in_flight", "shared_by_threads", "recursion", "plug_in",
                                         "one_caller", "large_callee", "state_machine_caller", "stays_after_burst"};
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    add_row(build, "box", 10, 0.01);
    add_row(build, "tried", 12, 0.01);
    for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++)
        result_builder_record(build, "probe", "\"strategy\":\"tried\",\"probe\":\"%s\",\"question\":\"?\",\"answer\":\"no\","
                              "\"behaviour\":\"refuses\",\"evidence\":\"%0*d\"", probes[i], 200 - 20 * (int)i, 1);
    struct report_text text = look_at(made_result(build));
    expect_words(&text, "cannot  the caller must be on a stack: ");
    expect_screen(&text);
    report_text_fini(&text);
}

static void a_row_that_does_not_conform_gets_as_many_failures_as_fit(void **state)
{
    enum { LONG = 470, FAILURES = 8 };
    struct report_failed_probe failures[FAILURES];
    struct report_text text = {0};
    char evidence[LONG];
    (void)state;

    memset(evidence, 'e', LONG);
    for (size_t i = 40; i < LONG; i += 40)
        evidence[i] = ' ';
    evidence[LONG - 1] = '\0';
    for (size_t i = 0; i < FAILURES; i++)
        failures[i] = (struct report_failed_probe){"probe\033[31m", "is it so?", evidence, "`place`"};
    report_terminal_add_refused_try(&text, "tried", "made up", failures, FAILURES, "./lab", NULL, REPORT_LOOK_PLAIN);
    expect_words(&text, "does not conform");
    expect_words(&text, "and 7 more\n");
    expect_words(&text, "./lab check tried\n");
    expect_screen(&text);
    report_text_fini(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_file_fits_a_screen),
        cmocka_unit_test(a_multiple_is_shown_only_where_the_samples_tell_two_rows_apart),
        cmocka_unit_test(a_row_has_one_column_with_all_of_its_roles),
        cmocka_unit_test(limits_are_listed_with_the_shortest_first_and_the_rest_counted),
        cmocka_unit_test(a_row_that_does_not_conform_gets_as_many_failures_as_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
