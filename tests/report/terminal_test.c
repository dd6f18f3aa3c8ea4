/* SPDX-License-Identifier: MIT */
/* Promises on the terminal's short report: one screen of 80 x 24 for any file, with three sentences, a dozen rows and the next
 * command, and no word of a file that moves the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

static const struct report_hints hints = {"./lab", "report/out/index.html"};

/* Frees the result; the text is the caller's. */
static struct report_text screen_of(struct report_result *result, enum report_terminal_look look)
{
    struct report_text text = {0};

    report_terminal_add_short(&text, result, look, &hints);
    report_result_free(result);
    return text;
}

static void expect_screen(struct report_text *text)
{
    assert_true(report_terminal_lines(text) <= REPORT_TERMINAL_LINES);
    for (char *rest = text->bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        if (report_utf8_width(line) > REPORT_TERMINAL_COLUMNS)
            fail_msg("wider than 80 columns: %s", line);
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
        struct report_text text = screen_of(made_result(build_ordinary(&made[i])), REPORT_LOOK_PLAIN);
        assert_null(strchr(text.bytes, '\033'));
        assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
        expect_screen(&text);
        report_text_fini(&text);
    }
}

static void expect_words(struct report_text *text, const char *words)
{
    if (strstr(text->bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, text->bytes);
}

static void a_dozen_rows_are_shown_with_the_baseline_and_the_rest_is_counted(void **state)
{
    struct report_text text = screen_of(made_result(build_ordinary(&(struct ordinary){30, 9, 5, "box", 2})), REPORT_LOOK_PLAIN);
    (void)state;

    expect_words(&text, "\nbox ");
    expect_words(&text, "strategy_11/param");
    assert_null(strstr(text.bytes, "strategy_12/param"));
    expect_words(&text, "18 more: --long. Page: report/out/index.html. Next: ./lab advise --preset server\n  test.json\n");
    report_text_fini(&text);
}

static void without_times_or_rows_less_is_said(void **state)
{
    struct result_builder *build = result_builder_new();
    (void)state;

    result_builder_workload(build, "ready", NULL);
    struct report_text text = screen_of(made_result(build), REPORT_LOOK_PLAIN);
    expect_words(&text, "No cell was timed.\n");
    expect_words(&text, "All tables: --long.");
    assert_null(strstr(text.bytes, "frame"));
    expect_screen(&text);
    report_text_fini(&text);
}

static void a_file_that_a_shell_would_not_take_as_one_word_is_called_file(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    const char *path = result->path;
    struct report_text text = {0};
    (void)state;

    result->path = "a; rm -r b.json";
    report_terminal_add_short(&text, result, REPORT_LOOK_PLAIN, &(struct report_hints){"'sh'", NULL});
    expect_words(&text, "corolab advise --preset server FILE\n");
    report_text_fini(&text);
    result->path = path;
    report_result_free(result);
}

static void only_a_coloured_look_has_escape_sequences_and_marks_the_baseline(void **state)
{
    struct report_text text = screen_of(made_result(build_ordinary(&ordinary)), REPORT_LOOK_COLOURED);
    (void)state;

    expect_words(&text, "\033[1mbox ");
    report_text_fini(&text);
}

/* Ten rounds of box and of one other row of each model, on ready and pending/8. */
static struct report_result *models(double stack_ready, double stack_pending)
{
    static const char *const names[] = {"box", "inline_slot", "stackful/native"};
    const double times[2][3] = {{10, 5, stack_ready}, {12, 6, stack_pending}};
    struct result_builder *build = result_builder_new();

    build_full_plan(build);
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "pending/8", NULL);
    for (size_t i = 0; i < 6; i++) {
        const char *name = names[i % 3], *workload = i < 3 ? "ready" : "pending/8";
        if (i < 3)
            result_builder_strategy(build, name, i == 2 ? "\"caller\":\"stackful\",\"callee\":\"stackful\",\"protocol\":\"calls\""
                                                        : "\"caller\":\"state machine\",\"callee\":\"state machine\","
                                                          "\"protocol\":\"callee places\"");
        result_builder_cell(build, name, workload, "ok", NULL);
        for (int round = 0; round < 10; round++)
            result_builder_sample(build, name, workload, "time_ns", times[i / 3][i % 3] * (1 + 0.001 * round), round);
    }
    return made_result(build);
}

static void expect_sentence(struct report_result *result, const char *words)
{
    struct report_text text = screen_of(result, REPORT_LOOK_PLAIN);

    expect_words(&text, words);
    report_text_fini(&text);
}

static void the_sentences_name_no_winner_that_the_samples_do_not_tell_apart(void **state)
{
    (void)state;
    expect_sentence(models(2, 6), "Where next() never waits, box takes 10.0 ns; the fastest state machine takes\n"
                    "  0.50×: inline_slot");
    expect_sentence(models(2, 6), "The fastest stack takes 0.20×; where every 8th item waits, 6.03 ns, not told\n"
                    "  apart from the");
    expect_sentence(made_result(build_ordinary(&(struct ordinary){3, 1, 4, "box", 2})), "Where next() never waits, box takes "
                    "20.0 ns; its 4 samples are too few to tell\n  others from it.");
    expect_sentence(made_result(build_ordinary(&(struct ordinary){1, 1, 5, "box", 2})), "box takes 20.0 ns.\n");
    expect_sentence(models(2, 9), "9.04 ns, slower than\n  the fastest state machine (6.03 ns)");
    expect_sentence(models(10, 3), "The fastest stack takes ~1.00×; where every 8th item waits, 3.01 ns, faster than\n"
                    "  the");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_file_fits_a_screen),
        cmocka_unit_test(a_dozen_rows_are_shown_with_the_baseline_and_the_rest_is_counted),
        cmocka_unit_test(without_times_or_rows_less_is_said),
        cmocka_unit_test(a_file_that_a_shell_would_not_take_as_one_word_is_called_file),
        cmocka_unit_test(only_a_coloured_look_has_escape_sequences_and_marks_the_baseline),
        cmocka_unit_test(the_sentences_name_no_winner_that_the_samples_do_not_tell_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
