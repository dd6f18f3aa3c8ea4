/* SPDX-License-Identifier: MIT */
/* Tests `corolab try` from its words to its screen, with measuring programs made of shell. The row that is tried is box, which
 * every build has. Called with words, this program is corolab. */
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
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/timing.h"
#include "bench/probes/probe_result.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/plan/options.h"
#include "bench/runner/try/references.h"
#include "report/terminal/terminal.h"
#include "tests/bench/stand_in.h"

#define CONFORMS "echo '{\"behaviour\":\"works\",\"evidence\":\"as it should\"}'"
#define TRIES_BOX "corolab", "try", "box", "-o", "result.json"

static const char *const tried[] = { TRIES_BOX, NULL };

/* Box takes 10 ns, all others 4; a frame lives in 1 byte of memory. */
static void write_programs(const char *answer_to_probes)
{
    char script[1024];
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"ok\",\"metrics\":{\"bytes_per_waiting_task\":100,\"rss_bytes\":100,"
                                  "\"page_table_bytes\":0,\"frame_bytes\":1}}'");
    write_program("corolab_time", "[ \"$1\" = --brief ] || exit 3\ncase $2 in box) ns=10 ;; *) ns=4 ;; esac\n"
                                  "echo \"{\\\"status\\\":\\\"ok\\\",\\\"metrics\\\":{\\\"time_ns\\\":$ns}}\"");
    snprintf(script, sizeof script, "[ \"$1\" != probe ] || { %s; exit; }\n%s", answer_to_probes, COUNTS_NOTHING);
    write_program("corolab_count", script);
    write_program("valgrind", "exit 1");
}

static int make_place(void **state)
{
    char path[2 * PATH_MAX];
    int failed = make_directory(state);
    snprintf(path, sizeof path, "%s:%s", directory, getenv("PATH"));
    return failed || setenv("PATH", path, 1) != 0;
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, remove_directory)

static void expect_one_screen(const char *text)
{
    size_t lines = 0;
    char *copy = strdup(text), *rest = copy;
    assert_non_null(copy);
    for (char *line; (line = strsep(&rest, "\n")) != NULL;)
        if (strncmp(line, "corolab: ", 9) != 0) {       /* of standard error */
            assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
            lines++;
        }
    assert_true(lines <= 24);
    free(copy);
}

static void expect_words(const char *text, const char *words)
{
    if (strstr(text, words) == NULL)
        fail_msg("there is no \"%s\" in:\n%s", words, text);
}

/* Tries box, and returns all that was said. */
static char *look(int outcome)
{
    if (timing_refusal() != NULL)
        skip();
    assert_int_equal(run_corolab_into("said", tried), outcome);
    return read_words("said");
}

static void a_row_that_conforms_is_measured_and_shown_in_one_screen(void **state)
{
    (void)state;
    write_programs(CONFORMS);
    char *said = look(0);
    expect_one_screen(said);
    expect_words(said, "box: one heap allocation per next()");
    expect_words(said, "conforms: ");
    expect_words(said, "10.0 ns");
    expect_words(said, "[HEAP]");
    expect_words(said, "report result.json");
    free(said);
    json_t *document = load_result();
    assert_string_equal(json_string_value(json_object_get(json_object_get(document, "plan"), "mode")), "try");
    assert_int_equal(count_status(document, "failed"), 0);
    json_decref(document);
}

/* The file says at which row every other was looked at, so nothing is measured beside ready. */
static void rows_that_no_column_shows_are_timed_on_ready_alone(void **state)
{
    size_t i;
    json_t *sample;
    (void)state;
    write_programs(CONFORMS);
    free(look(0));
    json_t *document = load_result();
    const char *rows[8] = { NULL };
    size_t count = 0;
    json_array_foreach(json_object_get(document, "samples"), i, sample) {
        const char *row = json_string_value(json_object_get(sample, "strategy"));
        bool is_ready = strcmp(json_string_value(json_object_get(sample, "workload")), "ready") == 0, is_known = is_ready;
        for (size_t known = 0; known < count; known++)
            is_known |= strcmp(rows[known], row) == 0;
        if (!is_known)
            rows[count++] = row;
        assert_true(count <= 3);        /* box, the best, the nearest */
    }
    assert_true(count > 0);
    json_decref(document);
}

static void a_row_that_does_not_conform_is_not_timed_and_its_first_failures_are_named(void **state)
{
    (void)state;
    write_programs("[ $3 = frames ] || { echo '{\"behaviour\":\"fails\",\"evidence\":\"it leaks\"}'; exit; }; " CONFORMS);
    write_program("corolab_time", ": >timed");
    char *said = look(1), path[PATH_MAX];
    expect_one_screen(said);
    expect_words(said, "does not conform");
    expect_words(said, "results: it leaks");
    expect_words(said, "look at `place`");
    expect_words(said, "also failed, perhaps by the same mistake: claimed_allocations,\n");
    free(said);
    path_in_directory(path, "timed");
    assert_int_equal(access(path, F_OK), -1);
    path_in_directory(path, "result.json");
    assert_int_equal(access(path, F_OK), -1);
}

static void a_workload_at_fault_is_not_sought_in_the_row(void **state)
{
    (void)state;
    write_programs("[ $3 != results ] || { echo '{\"behaviour\":\"fails\",\"evidence\":\"" FINDING_BLAMES_WORKLOAD "\"}'; "
                   "exit; }; " CONFORMS);
    char *said = look(1);
    expect_words(said, "look at the file of that workload");
    assert_null(strstr(said, "`place`"));
    free(said);
}

static void a_mistake_with_a_frame_is_named_alone(void **state)
{
    (void)state;
    write_programs("echo $3 >>asked; echo '{\"behaviour\":\"fails\",\"evidence\":\"released twice\"}'");
    char *said = look(1);
    expect_words(said, "frames: released twice");
    free(said);
    char *asked = read_words("asked");
    assert_string_equal(asked, "frames\n");
    free(asked);
}

static void a_probe_that_crashes_is_named_by_its_signal(void **state)
{
    (void)state;
    write_programs("echo 'released twice' >&2; kill -ABRT $$");
    char *said = look(1);
    expect_words(said, "released twice");
    free(said);
}

/* As check has it: the exit status tells. */
static void expect_failed_capability(const char *answer, const char *words)
{
    char script[256];
    snprintf(script, sizeof script, "case $3 in shared_by_threads) %s ;; esac; " CONFORMS, answer);
    write_programs(script);
    char *said = look(1);
    expect_words(said, "fails a probe: shared_by_threads: ");
    expect_words(said, words);
    expect_words(said, "10.0 ns");
    assert_null(strstr(said, "conforms"));
    expect_one_screen(said);
    free(said);
}

static void a_row_that_crashes_a_probe_of_a_capability_fails_it_and_is_timed(void **state)
{
    (void)state;
    expect_failed_capability("kill -SEGV $$", "crashed with SIGSEGV");
}

static void a_row_that_fails_a_probe_of_a_capability_is_timed_and_told_where_to_look(void **state)
{
    (void)state;
    expect_failed_capability("echo '{\"behaviour\":\"fails\",\"evidence\":\"two got one\"}'; exit",
                             "two got one; look at `struct");
}

static void a_refuted_claim_is_named_in_a_line_and_is_no_failure(void **state)
{
    (void)state;
    write_programs("echo '{\"behaviour\":\"works\",\"answer\":\"no\",\"evidence\":\"it is not so\"}'; exit");
    char *said = look(0);
    expect_words(said, "\nrefuted     \"");
    expect_words(said, "conforms: ");
    expect_one_screen(said);
    free(said);
}

static void a_stopped_look_leaves_no_result(void **state)
{
    char path[PATH_MAX];
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    write_programs(CONFORMS);
    write_program("corolab_time", "echo $$ >hung.new; mv hung.new hung; exec sleep 1000");
    pid_t corolab = start_corolab(tried), child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGINT), 0);
    assert_int_equal(wait_for(corolab), 130);
    expect_death(child);
    path_in_directory(path, "result.json");
    assert_int_equal(access(path, F_OK), -1);
}

static void a_result_of_try_is_not_resumed(void **state)
{
    static const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };
    (void)state;
    write_programs(CONFORMS);
    free(look(0));
    assert_int_equal(run_corolab_into("said", resumed), 1);
    char *said = read_words("said");
    expect_words(said, "`corolab try` made it");
    free(said);
}

static void words_that_are_not_understood_exit_with_2(void **state)
{
    static const char *const refused[][5] = {
        { "corolab", "try" }, { "corolab", "try", "box", "box" }, { "corolab", "try", "--nosuch" }, { "corolab", "try", "-o" },
        { "corolab", "try", "bxo" }, { "corolab", "try", "box", "--with" }, { "corolab", "try", "peer:virtual_call" },
    };
    (void)state;
    copy_self();
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_int_equal(run_corolab_into("said", refused[i]), 2);
}

static void the_nearest_row_is_another_and_box_comes_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        if (row_card(table_row(i))->is_peer)
            continue;
        struct try_rows rows = try_rows_choose(table_row(i));
        assert_string_equal(rows.names[0], row_card(table_row(i))->name);
        assert_true(rows.nearest == NULL || strcmp(rows.nearest, rows.names[0]) != 0);
        for (size_t one = 0; one < rows.count; one++)
            for (size_t other = 0; other < one; other++)
                assert_string_not_equal(rows.names[one], rows.names[other]);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(a_row_that_conforms_is_measured_and_shown_in_one_screen),
        IN_PLACE(rows_that_no_column_shows_are_timed_on_ready_alone),
        IN_PLACE(a_row_that_does_not_conform_is_not_timed_and_its_first_failures_are_named),
        IN_PLACE(a_workload_at_fault_is_not_sought_in_the_row),
        IN_PLACE(a_mistake_with_a_frame_is_named_alone),
        IN_PLACE(a_probe_that_crashes_is_named_by_its_signal),
        IN_PLACE(a_row_that_crashes_a_probe_of_a_capability_fails_it_and_is_timed),
        IN_PLACE(a_row_that_fails_a_probe_of_a_capability_is_timed_and_told_where_to_look),
        IN_PLACE(a_refuted_claim_is_named_in_a_line_and_is_no_failure),
        IN_PLACE(a_stopped_look_leaves_no_result),
        IN_PLACE(a_result_of_try_is_not_resumed),
        IN_PLACE(words_that_are_not_understood_exit_with_2),
        cmocka_unit_test(the_nearest_row_is_another_and_box_comes_first),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
