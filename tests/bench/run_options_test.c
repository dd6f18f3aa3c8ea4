/* SPDX-License-Identifier: MIT */
/* Tests the options of `corolab run`, time budgets, and cells that hang. */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/timing.h"
#include "bench/process/clock.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/run/run.h"
#include "bench/table/table.h"
#include "tests/bench/stand_in.h"

/* ---- options ---- */

#define PARSE(options, ...) \
    runner_options_parse((int)(sizeof((char *[]){ "run", __VA_ARGS__ }) / sizeof(char *)), \
                         (char *[]){ "run", __VA_ARGS__, NULL }, options)

static void passes_are_skipped_by_their_names(void **state)
{
    struct run_options options;
    (void)state;
    assert_int_equal(PARSE(&options, "--skip", "memory,check", "--skip=time"), CORO_OK);
    assert_int_equal(options.skipped, 1u << PASS_MEMORY | 1u << PASS_CHECK | 1u << PASS_TIME);
    assert_int_equal(PARSE(&options, "--skip", "memoir"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--skip", ""), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--skip", "memory,"), CORO_ERR_INVALID);
}

static void a_time_budget_has_a_unit(void **state)
{
    static char *const bad[] = { "10", "m", "-1m", "0s", "1d", "10 m", "nanm", "1e9h", "" };
    struct run_options options;
    (void)state;
    assert_int_equal(PARSE(&options, "--time-budget", "10m"), CORO_OK);
    assert_true(options.budget_seconds == 600);
    assert_int_equal(PARSE(&options, "--time-budget", "1.5h"), CORO_OK);
    assert_true(options.budget_seconds == 5400);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(PARSE(&options, "--time-budget", bad[i]), CORO_ERR_INVALID);
}

static void options_that_contradict_each_other_are_refused(void **state)
{
    struct run_options options;
    (void)state;
    assert_int_equal(PARSE(&options, "--time-budget", "10m", "--untimed"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--skip", "time", "--time-budget", "10m"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--skip", "verify,time,allocations"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--untimed", "--skip", "verify,allocations"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--skip", "verify,time"), CORO_OK);
    assert_int_equal(PARSE(&options, "--skip", "verify,allocations"), CORO_OK);
}

static void like_takes_all_but_the_selection_from_its_file_and_resume_takes_all(void **state)
{
    struct run_options options;
    (void)state;
    assert_int_equal(PARSE(&options, "--like", "a.json", "-o", "b.json"), CORO_OK);
    assert_string_equal(options.like, "a.json");
    assert_int_equal(PARSE(&options, "--like", "a.json", "-s", "^box$", "-w", "ready"), CORO_OK);
    assert_string_equal(options.filter.strategies, "^box$");
    assert_int_equal(PARSE(&options, "--resume", "a.json", "-s", "box"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--like", "a.json", "--skip", "time"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--resume", "a.json", "--time-budget", "1m"), CORO_ERR_INVALID);
    assert_int_equal(PARSE(&options, "--resume", "a.json", "--like", "b.json"), CORO_ERR_INVALID);
}

/* ---- the clock ---- */

static void a_clock_that_is_set_during_a_run_is_noticed(void **state)
{
    struct clock_pair before = { .day = 1000, .boot = 50 }, even = { .day = 1100.9, .boot = 150 };
    struct clock_pair forward = { .day = 4700, .boot = 150 }, back = { .day = 100, .boot = 150 };
    (void)state;
    assert_true(runner_clock_step_seconds(&before, &even) == 0);
    assert_true(runner_clock_step_seconds(&before, &forward) == 3600);
    assert_true(runner_clock_step_seconds(&before, &back) == -1000);
}

/* ---- runs ---- */

#define SELECTION "-s", "^box$|^inline_slot$", "-w", "^ready$|^tasks/100$"
#define ANSWERS_OK "echo '{\"status\":\"ok\"}'"
#define TIMES "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":12.5}}'"
/* The pass whose name is the first word hangs on box and ready; without a word it is time's. */
#define HANGS_IN(pass) "[ \"$*\" = \"" pass "box ready\" ] && exec sleep 1000\n"
#define MEMORY "[ $1 = memory ] && { echo '{\"status\":\"ok\",\"metrics\":{\"rss_bytes\":1}}'; exit; }\n"

static const char *const timed[] = { "corolab", "run", SELECTION, "--skip", "check,instructions", "-o", "result.json", NULL };
static const char *const untimed[] = { "corolab", "run", "--untimed", SELECTION, "-o", "result.json", NULL };

static bool has_note(const json_t *document, const char *part)
{
    size_t i;
    json_t *note;
    json_array_foreach(json_object_get(document, "notes"), i, note)
        if (strstr(json_string_value(note), part) != NULL)
            return true;
    return false;
}

static size_t count_metric(const json_t *document, const char *metric)
{
    size_t i, count = 0;
    json_t *sample;
    json_array_foreach(json_object_get(document, "samples"), i, sample)
        count += strcmp(json_string_value(json_object_get(sample, "metric")), metric) == 0;
    return count;
}

static int run_with_short_timeouts(const char *const *words)
{
    assert_int_equal(setenv(RUNNER_TIMEOUT_VARIABLE, "2000", 1), 0);
    pid_t corolab = start_corolab(words);
    unsetenv(RUNNER_TIMEOUT_VARIABLE);
    return wait_for(corolab);
}

static void expect_one_timeout(const char *reason_part)
{
    json_t *document = load_result(), *cell;
    size_t i;
    assert_int_equal(count_status(document, "timeout"), 1);
    assert_int_equal(count_status(document, "ok"), 3);
    json_array_foreach(json_object_get(document, "cells"), i, cell) {
        const char *reason = json_string_value(json_object_get(cell, "reason"));
        if (reason != NULL)
            assert_non_null(strstr(reason, reason_part));
    }
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    json_decref(document);
}

static void a_cell_that_hangs_when_verified_or_counted_is_a_timeout_and_the_run_goes_on(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", HANGS_IN("verify ") ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_with_short_timeouts(untimed), 1);
    expect_one_timeout("within 2 s");
    write_program("corolab_cell", ANSWERS_OK);
    write_program("corolab_count", HANGS_IN("allocations ") COUNTS_NOTHING);
    assert_int_equal(run_with_short_timeouts(untimed), 1);
    expect_one_timeout("when its allocations were counted: it did not finish within 2 s");
}

/* A program that must not time refuses: then there is nothing to test. */
static void run_timed_or_skip(const char *const *words, int expected)
{
    int status = run_with_short_timeouts(words);
    if (timing_refusal() != NULL) {
        assert_int_equal(status, 1);
        skip();
    }
    assert_int_equal(status, expected);
}

static void a_cell_that_hangs_when_timed_is_a_timeout_and_the_run_goes_on(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_time", HANGS_IN("") TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(timed, 1);
    expect_one_timeout("when timed: it did not finish within 2 s");
    json_t *document = load_result();
    assert_int_equal(count_metric(document, "time_ns"), 30);
    json_decref(document);
}

static void a_cell_whose_memory_pass_hangs_keeps_its_other_samples(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", "[ \"$*\" = \"memory box tasks/100\" ] && exec sleep 1000\n" MEMORY ANSWERS_OK);
    write_program("corolab_time", TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(timed, 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "ok"), 4);
    assert_int_equal(count_metric(document, "rss_bytes"), 1);
    assert_true(has_note(document, "when its memory was measured: it did not finish"));
    json_decref(document);
}

static void a_skipped_pass_leaves_no_samples_and_a_note(void **state)
{
    static const char *const words[] = { "corolab", "run", SELECTION, "--skip", "check,instructions,time,verify", "-o",
                                         "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", "[ $1 = verify ] && exit 1\n" MEMORY "exit 1");
    write_program("corolab_time", "exit 1");
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(words, 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "ok"), 4);
    assert_int_equal(count_metric(document, "time_ns"), 0);
    assert_int_equal(count_metric(document, "allocations"), 4);
    assert_true(has_note(document, "\"time\" was skipped"));
    assert_int_equal(json_array_size(json_object_get(json_object_get(document, "plan"), "skipped")), 4);
    json_decref(document);
}

static void a_program_that_no_pass_asks_may_be_missing(void **state)
{
    static const char *const without_time[] = { "corolab", "run", SELECTION, "--skip", "check,instructions,time", "-o",
                                                "result.json", NULL };
    static const char *const without_counts[] = { "corolab", "run", SELECTION, "--skip", "check,instructions,allocations", "-o",
                                                  "other.json", NULL };
    static const char *const all[] = { "corolab", "run", SELECTION, "-o", "all.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(without_time, 0);
    assert_int_equal(run_corolab_into("said", all), 1);
    char *said = read_words("said");
    assert_non_null(strstr(said, "corolab_time is not there: build it"));
    free(said);
    write_program("corolab_time", TIMES);
    write_program("corolab_count", "exit 1");
    assert_int_equal(run_corolab(without_counts), 0);
}

static void single_cells_of_a_file_can_be_repeated(void **state)
{
    static const char *const like[] = { "corolab", "run", "--like", "result.json", "-s", "^box$", "-w", "ready", "-o",
                                        "again.json", NULL };
    static const char *const like_none[] = { "corolab", "run", "--like", "result.json", "-s", "^boxing$", "-o", "none.json",
                                             NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    assert_int_equal(run_corolab(like), 0);
    json_t *document = load_result(), *again = load_file("again.json");
    assert_true(json_equal(json_object_get(document, "plan"), json_object_get(again, "plan")));
    assert_int_equal(count_status(document, "ok"), 4);
    assert_int_equal(count_status(again, "ok"), 1);
    json_decref(again);
    json_decref(document);
    assert_int_equal(run_corolab(like_none), 2);
}

static void a_pipe_is_not_repeated_and_not_waited_for(void **state)
{
    static const char *const like[] = { "corolab", "run", "--like", "pipe", "-o", "again.json", NULL };
    char path[PATH_MAX];
    (void)state;
    copy_self();
    path_in_directory(path, "pipe");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(run_corolab(like), 1);
}

static void a_quick_run_takes_the_workloads_that_are_named(void **state)
{
    static const char *const words[] = { "corolab", "run", "--quick", "--untimed", "-s", "^box$", "-w", "^(ready|mixed)$", "-o",
                                         "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(words), 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "ok"), 2);
    json_decref(document);
}

static void a_thorough_quick_run_takes_the_quick_suite(void **state)
{
    static const char *const words[] = { "corolab", "run", "--thorough", "--quick", "--untimed", "-s", "^box$", "-o",
                                         "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(words), 0);
    json_t *document = load_result();
    assert_string_equal(json_string_value(json_object_get(json_object_get(document, "plan"), "mode")), "thorough");
    assert_true(count_status(document, "ok") < 30);
    json_decref(document);
}

static void a_run_ends_with_its_first_times_and_the_next_command(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_time", TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    int status = run_corolab_into("said", timed);
    if (timing_refusal() != NULL)
        skip();
    assert_int_equal(status, 0);
    char *said = read_words("said");
    assert_non_null(strstr(said, "result.json: 4 cells ok"));
    assert_non_null(strstr(said, "12.5 ns"));
    assert_non_null(strstr(said, "`corolab report result.json`"));
    free(said);
}

static void a_workload_that_takes_most_of_the_time_is_named(void **state)
{
    char program[256];
    bool is_named = false;
    (void)state;
    copy_self();
    write_program("corolab_count", COUNTS_NOTHING);
    /* On a loaded machine the other workload takes long to start, so the sleep grows until it is ten times as long. */
    for (double seconds = 0.3; seconds < 30 && !is_named; seconds *= 3) {
        snprintf(program, sizeof program, "[ $3 = tasks/100 ] && sleep %.1f\n" ANSWERS_OK, seconds);
        write_program("corolab_cell", program);
        assert_int_equal(run_corolab_into("said", untimed), 0);
        char *said = read_words("said");
        is_named = strstr(said, "tasks/100 took ") != NULL;
        assert_null(strstr(said, "ready took "));
        free(said);
    }
    assert_true(is_named);
}

static void a_run_like_another_does_the_same_in_the_same_order(void **state)
{
    static const char *const like[] = { "corolab", "run", "--like", "result.json", "-o", "again.json", NULL };
    static const char *const onto_itself[] = { "corolab", "run", "--like", "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_time", TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(timed, 0);
    assert_int_equal(run_corolab(like), 0);
    json_t *document = load_result();
    json_t *again = load_file("again.json");
    assert_true(json_equal(json_object_get(document, "plan"), json_object_get(again, "plan")));
    assert_true(json_equal(json_object_get(document, "samples"), json_object_get(again, "samples")));
    json_decref(again);
    json_decref(document);
    assert_int_equal(run_corolab(onto_itself), 2);
}

static void a_budget_that_is_spent_ends_the_rounds_after_the_fifth(void **state)
{
    static const char *const words[] = { "corolab", "run", SELECTION, "--skip", "check,instructions", "--time-budget", "0.2s",
                                         "-o", "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_time", "sleep 0.1\n" TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(words, 0);
    json_t *document = load_result(), *plan = json_object_get(document, "plan");
    assert_int_equal(json_integer_value(json_object_get(plan, "rounds")), RUNNER_ROUNDS_MIN);
    assert_true(json_number_value(json_object_get(plan, "time_budget_seconds")) == 0.2);
    assert_true(has_note(document, "the time budget is spent"));
    assert_int_equal(count_metric(document, "time_ns"), 4 * RUNNER_ROUNDS_MIN);
    json_decref(document);
}

static void a_large_budget_takes_the_rounds_of_the_mode(void **state)
{
    static const char *const words[] = { "corolab", "run", SELECTION, "--skip", "check,instructions", "--time-budget", "10h",
                                         "-o", "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", MEMORY ANSWERS_OK);
    write_program("corolab_time", TIMES);
    write_program("corolab_count", COUNTS_NOTHING);
    run_timed_or_skip(words, 0);
    json_t *document = load_result();
    assert_int_equal(count_metric(document, "time_ns"), 40);
    json_decref(document);
}

static void the_harness_has_less_time_than_the_run(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", ANSWERS_OK);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    json_t *document = load_result();
    double harness = json_number_value(json_object_get(document, "harness_seconds"));
    assert_true(harness > 0 && harness < json_number_value(json_object_get(document, "wall_seconds")));
    json_decref(document);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_are_skipped_by_their_names),
        cmocka_unit_test(a_time_budget_has_a_unit),
        cmocka_unit_test(options_that_contradict_each_other_are_refused),
        cmocka_unit_test(like_takes_all_but_the_selection_from_its_file_and_resume_takes_all),
        cmocka_unit_test(a_clock_that_is_set_during_a_run_is_noticed),
        IN_DIRECTORY(a_cell_that_hangs_when_verified_or_counted_is_a_timeout_and_the_run_goes_on),
        IN_DIRECTORY(a_cell_that_hangs_when_timed_is_a_timeout_and_the_run_goes_on),
        IN_DIRECTORY(a_cell_whose_memory_pass_hangs_keeps_its_other_samples),
        IN_DIRECTORY(a_skipped_pass_leaves_no_samples_and_a_note),
        IN_DIRECTORY(a_program_that_no_pass_asks_may_be_missing),
        IN_DIRECTORY(single_cells_of_a_file_can_be_repeated),
        IN_DIRECTORY(a_pipe_is_not_repeated_and_not_waited_for),
        IN_DIRECTORY(a_quick_run_takes_the_workloads_that_are_named),
        IN_DIRECTORY(a_thorough_quick_run_takes_the_quick_suite),
        IN_DIRECTORY(a_run_ends_with_its_first_times_and_the_next_command),
        IN_DIRECTORY(a_workload_that_takes_most_of_the_time_is_named),
        IN_DIRECTORY(a_run_like_another_does_the_same_in_the_same_order),
        IN_DIRECTORY(a_budget_that_is_spent_ends_the_rounds_after_the_fifth),
        IN_DIRECTORY(a_large_budget_takes_the_rounds_of_the_mode),
        IN_DIRECTORY(the_harness_has_less_time_than_the_run),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
