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
static struct report_text look_at_with(struct report_result *result, const struct report_try *answers)
{
    struct report_text text = {0};
    struct report_try tried = *answers;

    tried.row = result->strategy_count - 1;
    tried.nearest = 0;
    tried.likeness = "same place";
    tried.called = "./lab";
    tried.path = "made.result";
    report_terminal_add_try(&text, result, &tried, REPORT_LOOK_PLAIN);
    report_result_free(result);
    return text;
}

static struct report_text look_at(struct report_result *result) { return look_at_with(result, &(struct report_try){0}); }

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
    expect_words(&text, "fastest");
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
    expect_words(&text, "fastest, same place");
    report_text_fini(&text);
}

/* A look at a row that the probes refuse something, each with evidence of `bytes`. */
static struct report_text look_at_limits(int bytes, const struct report_failed_probe *failed, size_t failed_count)
{
    static const char *const probes[] = {"no_heap", "several_in_flight", "shared_by_threads", "recursion", "plug_in",
                                         "one_caller", "large_callee", "state_machine_caller", "stays_after_burst"};
    struct result_builder *build = result_builder_new();

    result_builder_workload(build, "ready", NULL);
    add_row(build, "box", 10, 0.01);
    add_row(build, "tried", 12, 0.01);
    for (size_t i = 0; i < sizeof probes / sizeof probes[0]; i++)
        result_builder_record(build, "probe", "\"strategy\":\"tried\",\"probe\":\"%s\",\"question\":\"?\",\"answer\":\"%s\","
                              "\"behaviour\":\"%s\",\"evidence\":\"%0*d\"", probes[i], i == 3 ? "yes" : "no",
                              i == 3 ? "falls back" : "refuses", bytes, 1);
    return look_at_with(made_result(build), &(struct report_try){.failed = failed, .failed_count = failed_count,
                                                                 .refuted = "a claim", .refuted_count = 1});
}

static void limits_have_their_evidence_where_it_fits_and_else_stand_in_one_paragraph(void **state)
{
    (void)state;
    struct report_text text = look_at_limits(1, NULL, 0);
    expect_words(&text, "limits      needs malloc or mmap: 1\n            one future at a time: 1\n");
    expect_words(&text, "falls back  async recursion (64 deep): 1\n");
    expect_words(&text, "refuted     \"a claim\", a claim of its file\n");
    expect_screen(&text);
    report_text_fini(&text);
    text = look_at_limits(200, NULL, 0);
    expect_words(&text, "limits      needs malloc or mmap; one future at a time; ");
    expect_words(&text, "falls back  async recursion (64 deep)\n");
    assert_null(strstr(text.bytes, "…"));
    expect_screen(&text);
    report_text_fini(&text);
}

static void a_row_that_fails_a_probe_says_which_and_where_to_look(void **state)
{
    static const struct report_failed_probe failed[] = {
        {"plug_in", "?", "it crashed with SIGSEGV", "`place`"}, {"recursion", "?", "it crashed, too", "`place`"},
    };
    (void)state;
    struct report_text text = look_at_limits(200, failed, 2);
    expect_words(&text, "fails a probe: plug_in: it crashed with SIGSEGV; look at `place`\n");
    expect_words(&text, "also failed, perhaps by the same mistake: recursion\n");
    assert_null(strstr(text.bytes, "conforms"));
    expect_screen(&text);
    report_text_fini(&text);
}

static void a_row_that_does_not_conform_gets_its_first_failure_whole_and_the_names_of_the_others(void **state)
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
    expect_words(&text, "also failed, perhaps by the same mistake: ");
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
        cmocka_unit_test(limits_have_their_evidence_where_it_fits_and_else_stand_in_one_paragraph),
        cmocka_unit_test(a_row_that_fails_a_probe_says_which_and_where_to_look),
        cmocka_unit_test(a_row_that_does_not_conform_gets_its_first_failure_whole_and_the_names_of_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
