/* SPDX-License-Identifier: MIT */
/* A run that is killed at any moment goes on from its file, and asks nothing twice but the question in flight. Called as
 * `corolab` this program is corolab. The reading of spoilt files is resumed_file_test.c's. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/timing.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/plan/options.h"
#include "tests/bench/stand_in.h"

static const char *const untimed[] = { "corolab", "run", "--untimed", "-s", "^box$|^inline_slot$", "-w", "^pending|^ready", "-o",
                                       "result.json", NULL };
static const char *const resumed_words[] = { "corolab", "run", "--resume", "result.json", NULL };

/* Every question leaves a line in the file `asked`; the count of allocations hangs at the fourth. */
#define ASKED "echo \"$1 $2 $3\" >> asked\n"
#define CELL_ANSWERS ASKED "echo '{\"status\":\"ok\"}'"
#define COUNT_HANGS ASKED "n=$(grep -c allocations asked)\n" \
                    "[ $n = 4 ] && [ ! -e resumed ] && { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n" \
                    COUNTS_NOTHING

static pid_t start_and_hang(void)
{
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_count", COUNT_HANGS);
    return start_corolab(untimed);
}

static void kill_at_fourth_count(void)
{
    pid_t corolab = start_and_hang();
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    expect_death(child);
}

static void let_go_on(void)
{
    char path[PATH_MAX];
    path_in_directory(path, "resumed");
    assert_int_equal(close(open(path, O_WRONLY | O_CREAT, 0644)), 0);
}

/* Sorts the questions, and counts those that were asked more than once. */
static int count_repeated_questions(void)
{
    char command[PATH_MAX + 64], path[PATH_MAX];
    int count = -1;
    path_in_directory(path, "asked");
    snprintf(command, sizeof command, "sort %s | uniq -d | wc -l", path);
    FILE *answer = popen(command, "r");
    assert_non_null(answer);
    assert_int_equal(fscanf(answer, "%d", &count), 1);
    pclose(answer);
    return count;
}

static void a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else(void **state)
{
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    assert_int_equal(count_repeated_questions(), 1);
    json_t *document = load_result();
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    size_t ok = count_status(document, "ok");
    assert_true(ok > 3);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * ok);
    json_decref(document);
}

static void a_resumed_run_may_go_on_in_another_file(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "./result.json", "-o", "other.json", NULL };
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *before = read_result_bytes(&bytes);
    assert_int_equal(run_corolab(words), 0);
    char *text = read_result_bytes(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(text, before, bytes);
    json_t *document = load_file("other.json");
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    json_decref(document);
    free(text);
    free(before);
}

static void a_new_run_does_not_overwrite_a_killed_one(void **state)
{
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *before = read_result_bytes(&bytes);
    assert_int_equal(run_corolab(untimed), 1);
    char *text = read_result_bytes(&after);
    assert_int_equal(after, bytes);
    free(text);
    free(before);
}

static void only_one_run_writes_a_file(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "result.json", "-o", "other.json", NULL };
    (void)state;
    pid_t corolab = start_and_hang();
    (void)wait_for_hanging_child();
    assert_int_equal(run_corolab(untimed), 1);
    assert_int_equal(run_corolab(resumed_words), 1);
    assert_int_equal(run_corolab(words), 1);
    assert_int_equal(kill(corolab, SIGINT), 0);
    assert_int_equal(wait_for(corolab), 130);
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
}

static void a_complete_file_is_left_alone(void **state)
{
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    char *before = read_result_bytes(&bytes);
    assert_int_equal(run_corolab(resumed_words), 0);
    char *text = read_result_bytes(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(text, before, bytes);
    free(text);
    free(before);
}

static void a_complete_file_is_not_copied_and_the_exit_says_so(void **state)
{
    static const char *const words[] = { "corolab", "run", "--resume", "result.json", "-o", "other.json", NULL };
    char path[PATH_MAX];
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    assert_int_equal(run_corolab(words), 1);
    path_in_directory(path, "other.json");
    assert_int_equal(access(path, F_OK), -1);
}

static void a_complete_file_without_its_last_line_end_is_complete_to_both(void **state)
{
    size_t bytes, after;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    assert_int_equal(run_corolab(resumed_words), 0);
    char *text = read_result_bytes(&bytes);
    write_result_bytes(text, bytes - 1);
    assert_int_equal(run_corolab(resumed_words), 0);
    free(text);
    text = read_result_bytes(&after);
    assert_int_equal(after, bytes - 1);
    assert_int_equal(run_corolab(untimed), 0);
    free(text);
}

static void a_killed_run_keeps_its_time_budget(void **state)
{
    static const char *const words[] = { "corolab", "run", "-s", "^box$", "-w", "^ready$", "--time-budget", "0.2s", "--skip",
                                         "check,instructions", "-o", "result.json", NULL };
    size_t bytes;
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    copy_self();
    write_program("corolab_cell", CELL_ANSWERS);
    write_program("corolab_time", "[ -e hung ] || { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n"
                  "sleep 0.1; echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":12.5}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(words);
    (void)wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    char *text = read_result_bytes(&bytes);
    json_t *head = json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
    assert_true(json_number_value(json_object_get(json_object_get(head, "plan"), "time_budget_seconds")) == 0.2);
    json_decref(head);
    free(text);
    const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };
    assert_int_equal(run_corolab(resumed), 0);
    json_t *document = load_result();
    assert_int_equal(json_integer_value(json_object_get(json_object_get(document, "plan"), "rounds")), RUNNER_ROUNDS_MIN);
    json_decref(document);
}

/* Between the two samples of an answer, too: then both are asked for again, and the file has neither twice. */
static void a_run_goes_on_from_a_file_cut_anywhere(void **state)
{
    size_t bytes;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *text = read_result_bytes(&bytes);
    for (size_t cut = bytes; cut + 700 > bytes; cut -= 83) {
        write_result_bytes(text, cut);
        assert_int_equal(run_corolab(resumed_words), 0);
        json_t *document = load_result();
        assert_true(json_is_false(json_object_get(document, "interrupted")));
        assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * count_status(document, "ok"));
        json_decref(document);
    }
    free(text);
}

/* Its own header with one key of the environment changed. */
static void expect_other_machine_refused(const char *key)
{
    size_t bytes, after;
    char quoted[64], *text = read_result_bytes(&bytes);
    snprintf(quoted, sizeof quoted, "\"%s\":\"", key);
    char *value = strstr(text, quoted);
    assert_non_null(value);
    value[strlen(quoted)] = '#';
    write_result_bytes(text, bytes);
    assert_int_equal(run_corolab(resumed_words), 1);
    char *same = read_result_bytes(&after);
    assert_int_equal(after, bytes);
    assert_memory_equal(same, text, bytes);
    free(same);
    free(text);
}

static void another_machine_compiler_or_build_cannot_resume(void **state)
{
    static const char *const keys[] = { "cpu", "kernel", "compiler", "build", "sha256" };
    size_t bytes;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    char *text = read_result_bytes(&bytes);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        expect_other_machine_refused(keys[i]);
        write_result_bytes(text, bytes);
    }
    assert_int_equal(run_corolab(resumed_words), 0);
    free(text);
}

/* The file may grow by a few records; then the disk is full. */
static void a_run_that_fills_the_disk_ends_with_whole_records_and_goes_on_later(void **state)
{
    struct rlimit before, tiny;
    size_t bytes;
    (void)state;
    kill_at_fourth_count();
    let_go_on();
    free(read_result_bytes(&bytes));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    tiny = (struct rlimit){ .rlim_cur = (rlim_t)bytes + 100, .rlim_max = before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    int status = run_corolab(resumed_words);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, 1);
    json_t *document = load_result();       /* which fails unless each line is whole */
    assert_true(json_is_true(json_object_get(document, "interrupted")));
    json_decref(document);
    assert_int_equal(run_corolab(resumed_words), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_run_that_is_killed_loses_the_sample_in_flight_and_nothing_else),
        IN_DIRECTORY(a_resumed_run_may_go_on_in_another_file),
        IN_DIRECTORY(a_new_run_does_not_overwrite_a_killed_one),
        IN_DIRECTORY(only_one_run_writes_a_file),
        IN_DIRECTORY(a_complete_file_is_left_alone),
        IN_DIRECTORY(a_complete_file_is_not_copied_and_the_exit_says_so),
        IN_DIRECTORY(a_complete_file_without_its_last_line_end_is_complete_to_both),
        IN_DIRECTORY(a_killed_run_keeps_its_time_budget),
        IN_DIRECTORY(a_run_goes_on_from_a_file_cut_anywhere),
        IN_DIRECTORY(another_machine_compiler_or_build_cannot_resume),
        IN_DIRECTORY(a_run_that_fills_the_disk_ends_with_whole_records_and_goes_on_later),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
