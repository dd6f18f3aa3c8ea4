/* SPDX-License-Identifier: MIT */
/* Promises of `corolab advise`: which rows fit, who leads them, why the others do not, and the words that it refuses. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "report/advise.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

#define NEED(name) (1u << REPORT_NEED_##name)

static const char *const names[] = {"box", "inline_slot", "pool", "stackfuture", "static_dispatch", "peer:x", "poll_next"};
enum { ROWS = sizeof names / sizeof names[0] };

static void build_probe(struct result_builder *build, const char *row, const char *probe, const char *answer,
                        const char *behaviour)
{
    result_builder_record(build, "probe", "\"strategy\":\"%s\",\"probe\":\"%s\",\"answer\":\"%s\",\"behaviour\":\"%s\","
                          "\"evidence\":\"%s says so\"", row, probe, answer, behaviour, probe);
}

/* On ready, inline_slot and pool take half of box's time and are not told apart; stackfuture is slower. inline_slot has one
 * future at a time, box and pool need the heap, and nobody asked stackfuture. The last two are no dyn rows. */
static struct result_builder *build_rows(void)
{
    static const double times[ROWS] = {10, 5, 5.01, 8, 1, 1, 2};
    static const char *const members[ROWS] = {[4] = "\"protocol\":\"static\"", [6] = "\"protocol\":\"polls next\""};
    struct result_builder *build = result_builder_new();

    build_full_plan(build);
    result_builder_workload(build, "ready", NULL);
    for (size_t i = 0; i < ROWS; i++) {
        result_builder_strategy(build, names[i], members[i] != NULL ? members[i] : "\"protocol\":\"callee places\"");
        result_builder_cell(build, names[i], "ready", "ok", NULL);
        for (int round = 0; round < 10; round++)
            result_builder_sample(build, names[i], "ready", "time_ns", times[i] * (1 + 0.002 * round), round);
    }
    build_probe(build, "box", "several_in_flight", "yes", "works");
    build_probe(build, "inline_slot", "several_in_flight", "no", "refuses");
    build_probe(build, "pool", "several_in_flight", "yes", "falls back");
    build_probe(build, "box", "no_heap", "no", "refuses");
    build_probe(build, "inline_slot", "no_heap", "yes", "works");
    build_probe(build, "pool", "no_heap", "no", "refuses");
    return build;
}

static struct report_advice advice;

static struct report_result *advise(unsigned needs)
{
    struct report_result *result = made_result(build_rows());
    struct report_rank rank;

    assert_true(report_rank_find(result, "ready", &rank));
    report_advice_make(result, needs, &rank, &advice);
    return result;
}

static void expect_row(const struct report_result *result, size_t index, const char *name, enum report_fit fit)
{
    assert_string_equal(result->strategies[advice.rows[index].strategy].name, name);
    assert_int_equal(advice.rows[index].fit, fit);
}

static void rows_that_fit_come_first_best_first_and_rows_that_were_not_asked_before_those_that_do_not_fit(void **state)
{
    struct report_result *result = advise(NEED(SELF));
    (void)state;

    assert_int_equal(advice.count, 4);
    assert_int_equal(advice.fitting, 2);
    expect_row(result, 0, "pool", REPORT_FIT_FALLS_BACK);
    expect_row(result, 1, "box", REPORT_FIT_YES);
    expect_row(result, 2, "stackfuture", REPORT_FIT_UNKNOWN);
    expect_row(result, 3, "inline_slot", REPORT_FIT_NO);
    assert_true(advice.leaders.count == 1 && advice.leaders.strategies[0] == 2);
    report_result_free(result);
}

static void rows_that_are_not_told_apart_lead_as_a_group(void **state)
{
    struct report_result *result = advise(0);
    (void)state;

    assert_int_equal(advice.fitting, 4);
    assert_int_equal(advice.leaders.count, 2);
    report_result_free(result);
}

static void expect_answer(unsigned needs, enum report_terminal_length length, const char *words)
{
    struct report_result *result = advise(needs);
    struct report_text text = {0};

    report_terminal_add_advice(&text, result, &advice, REPORT_LOOK_PLAIN, length);
    if (strstr(text.bytes, words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, text.bytes);
    assert_true(length == REPORT_LONG || report_terminal_lines(&text) <= REPORT_TERMINAL_LINES);
    report_text_fini(&text);
    report_result_free(result);
}

static void the_answer_names_the_leaders_and_counts_the_reasons(void **state)
{
    (void)state;
    expect_answer(0, REPORT_SHORT, "4 of 4 rows fit. Lowest: inline_slot and pool (not told apart): 5.04 ns to 5.06\n  ns.");
    expect_answer(NEED(SELF), REPORT_SHORT, "2 of 4 rows fit. Lowest: pool: 5.06 ns.");
    expect_answer(NEED(SELF), REPORT_SHORT, "1 was not asked: several futures of one iterator (1). 1 does not fit: one future\n"
                  "  at a time (1). --long names each.");
}

static void a_dyn_row_of_another_trait_is_named_beside_the_answers_and_not_among_them(void **state)
{
    struct report_result *result = advise(0);
    (void)state;

    assert_int_equal(advice.other_count, 1);
    expect_answer(0, REPORT_SHORT, "ns. Another trait: poll_next, 2.02 ns.\n");
    report_result_free(result);
    report_result_free(advise(NEED(TRAIT)));
    assert_int_equal(advice.other_count, 0);
    assert_int_equal(advice.fitting, 4);
}

static void when_no_row_fits_the_constraint_that_excludes_most_is_named(void **state)
{
    (void)state;
    expect_answer(NEED(SELF) | NEED(NO_HEAP), REPORT_SHORT, "No row is known to fit. Most are excluded by “without a heap” "
                  "(no-heap): 2.\n  Without it, 2 fit. Nearest, all but 1 need: box, inline_slot, pool.");
}

static void the_long_answer_has_the_probe_against_each_row(void **state)
{
    (void)state;
    expect_answer(NEED(SELF), REPORT_LONG, "\ninline_slot: one future at a time (several_in_flight says so)\n");
    expect_answer(NEED(SELF), REPORT_LONG, "\nstackfuture: several futures of one iterator (not measured)\n");
}

/* Runs the command in a child; returns its exit status, and what it says on stderr. */
static int status_of(int argc, char **argv, char said[512])
{
    int ends[2], status;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        if (dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO) < 0)
            _exit(99);
        _exit(advise_command(argc, argv));
    }
    close(ends[1]);
    ssize_t bytes = read(ends[0], said, 511);
    close(ends[0]);
    said[bytes > 0 ? bytes : 0] = '\0';
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static char path[] = "/tmp/advise_test.XXXXXX";

static void expect_status(int expected, const char *option, const char *value, const char *words)
{
    char said[512], option_copy[32], value_copy[64];

    snprintf(option_copy, sizeof option_copy, "%s", option);
    snprintf(value_copy, sizeof value_copy, "%s", value);
    assert_int_equal(status_of(4, (char *[]){"advise", option_copy, value_copy, path, NULL}, said), expected);
    if (strstr(said, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", said, words);
}

static void words_that_make_no_sense_are_status_2_with_the_nearest_word(void **state)
{
    char said[512], nowhere[] = "/nonexistent/file";
    (void)state;

    close(mkstemp(path));
    assert_int_equal(result_builder_write(build_rows(), RESULT_LINES, path), 0);
    expect_status(0, "--need", "self,no-heap", "");
    expect_status(0, "--preset", "server", "");
    expect_status(0, "--rank", "ready", "");
    expect_status(2, "--need", "self,no-haep", "there is no need \"no-haep\"; did you mean no-heap?");
    expect_status(2, "--need", "", "there is no need \"\"");
    expect_status(2, "--preset", "sever", "did you mean server?");
    expect_status(2, "--preset", "tight-code", "there are: embedded, server, loop, default");
    expect_status(2, "--rank", "raedy", "did you mean ready?");
    expect_status(2, "--rank", "memory", "the file has no rank \"memory\"; it has ready");
    expect_status(2, "--nosuch", "x", "--nosuch is not an option");
    expect_status(2, nowhere, nowhere, "only one result file");
    assert_int_equal(status_of(1, (char *[]){"advise", NULL}, said), 2);
    assert_int_equal(status_of(2, (char *[]){"advise", nowhere, NULL}, said), 1);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_fit_come_first_best_first_and_rows_that_were_not_asked_before_those_that_do_not_fit),
        cmocka_unit_test(rows_that_are_not_told_apart_lead_as_a_group),
        cmocka_unit_test(the_answer_names_the_leaders_and_counts_the_reasons),
        cmocka_unit_test(a_dyn_row_of_another_trait_is_named_beside_the_answers_and_not_among_them),
        cmocka_unit_test(when_no_row_fits_the_constraint_that_excludes_most_is_named),
        cmocka_unit_test(the_long_answer_has_the_probe_against_each_row),
        cmocka_unit_test(words_that_make_no_sense_are_status_2_with_the_nearest_word),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
