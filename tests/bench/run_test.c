/* SPDX-License-Identifier: MIT */
/* Tests `corolab run` from its command line to its file, with measuring programs that answer, fail or crash, and with signals.
 * The programs are shell commands. Called with words, this program is corolab: each test copies it into a directory of its
 * own. */
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/measure/counters.h"
#include "bench/measure/timing.h"
#include "bench/runner/command/commands.h"
#include "bench/process/child.h"
#include "bench/runner/machine/machine.h"
#include "bench/table/table.h"
#include "tests/bench/stand_in.h"

static const char *const untimed[] = { "corolab", "run", "--untimed", "-w", "^(ready|switch/flat)$", "-o", "result.json", NULL };
static const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };

static size_t count_notes(const json_t *document, const char *part)
{
    size_t i, count = 0;
    json_t *note;
    json_array_foreach(json_object_get(document, "notes"), i, note)
        count += strstr(json_string_value(note), part) != NULL;
    return count;
}

static void a_run_goes_on_past_a_crash(void **state)
{
    char script[512];
    (void)state;
    const char *victim = row_card(table_row(0))->name;
    snprintf(script, sizeof script, "[ \"$2\" = \"%s\" ] && kill -SEGV $$\necho '{\"status\":\"ok\"}'", victim);
    copy_self();
    write_program("corolab_cell", script);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 1);
    json_t *document = load_result();
    size_t failed = count_status(document, "failed"), ok = count_status(document, "ok");
    assert_true(failed > 0);
    assert_true(ok > 0 || table_row_count() == 1);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * ok);
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    assert_int_equal(count_notes(document, "tried once more"), 0);
    json_decref(document);
}

static void a_run_without_a_measured_cell_fails(void **state)
{
    static const char *const words[] = { "corolab", "run", "--untimed", "-s", "^box$", "-w", "^ready$", "-o", "result.json",
                                         NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"unsupported\",\"reason\":\"not here\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab_into("said", words), 1);
    char *said = read_words("said");
    assert_non_null(strstr(said, "no cell was measured"));
    free(said);
}

/* As the kernel does when memory is short, the first time. */
static void a_killed_sample_is_tried_once_more(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", "[ -e killed ] || { : >killed; kill -KILL $$; }\necho '{\"status\":\"ok\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "failed"), 0);
    assert_int_equal(count_notes(document, "was killed in the pass \"verify\" and tried once more"), 1);
    json_decref(document);
}

static void a_sample_that_is_killed_twice_fails_its_cell(void **state)
{
    static const char *const words[] = { "corolab", "run", "--untimed", "-s", "^box$", "-w", "^ready$", "-o", "result.json",
                                         NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", "kill -KILL $$");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(words), 1);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "failed"), 1);
    assert_int_equal(count_notes(document, "tried once more"), 1);
    json_decref(document);
}

static size_t count_blame(const char *script)
{
    static const char *const words[] = { "corolab", "run", "--untimed", "--force", "-s", "^static_dispatch$", "-w", "^ready$",
                                         NULL };
    write_program("corolab_cell", script);
    assert_int_equal(run_corolab(words), 1);
    json_t *document = load_result();
    size_t count = count_notes(document, "ready fails under box, too: look for the fault in the workload");
    json_decref(document);
    return count;
}

static void a_workload_that_fails_under_box_is_blamed_and_no_row(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(count_blame("echo '{\"status\":\"failed\",\"reason\":\"expected 36, got 28\"}'"), 1);
    assert_int_equal(count_blame("[ $2 = box ] || exit 1\necho '{\"status\":\"ok\"}'"), 0);
}

static void a_malloc_that_the_environment_changes_leaves_a_note(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"ok\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
    setenv("MALLOC_ARENA_MAX", "3", 1);
    int outcome = run_corolab(untimed);
    unsetenv("MALLOC_ARENA_MAX");
    assert_int_equal(outcome, 0);
    json_t *document = load_result();
    assert_int_equal(count_notes(document, "the environment changes malloc (MALLOC_ARENA_MAX=3)"), 1);
    json_decref(document);
}

/* Two rows, two workloads; peers, so that nothing is probed. */
#define TIMED_WORDS "corolab", "run", "--quick", "-s", "^peer:(virtual|indirect)_call$", "-w", "^(ready|switch/flat)$"
#define CRASHES_IN_KERNEL "[ \"$1\" = kernel ] && kill -SEGV $$\n" \
                          "[ \"$1\" = tails ] && echo '{\"status\":\"ok\",\"metrics\":{\"p999_ns\":1},' && " \
                          "echo '\"note\":\"a slow clock\"}' && exit\n" \
                          "echo '{\"status\":\"ok\"}'"

static size_t count_samples(const json_t *document, const char *metric)
{
    size_t i, count = 0;
    json_t *sample;
    json_array_foreach(json_object_get(document, "samples"), i, sample)
        count += strcmp(json_string_value(json_object_get(sample, "metric")), metric) == 0;
    return count;
}

#define ASKS_THE_REAL_ONE "exec '" COROLAB_CELL "' \"$@\""

/* The kernel's events, which every machine has; the processor's have one sentence where they are missing. */
static void events_are_in_the_file_or_one_note_says_why_not(void **state)
{
    static const char *const sets[] = { "software", "hardware" };
    static const char *const words[] = { TIMED_WORDS, "--skip", "tails,kernel,instructions,memory", "--force",
                                         "-o", "result.json", NULL };
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    copy_self();
    write_program("corolab_cell", ASKS_THE_REAL_ONE);
    write_program("corolab_time", "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":1}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    for (int i = 0; i < 2; i++) {
        setenv(COUNTERS_VARIABLE, sets[i], 1);
        bool can_count = counters_absence() == NULL;
        assert_int_equal(run_corolab(words), 0);
        json_t *document = load_result();
        size_t ok = count_status(document, "ok");
        assert_true(ok > 0);
        assert_int_equal(count_samples(document, i == 0 ? "task_clock_ns" : "cycles"), can_count ? ok : 0);
        assert_int_equal(count_samples(document, i == 0 ? "cycles" : "task_clock_ns"), 0);
        assert_int_equal(count_notes(document, "cannot be counted"), can_count ? 0 : 1);
        json_decref(document);
    }
    unsetenv(COUNTERS_VARIABLE);
}

static void a_supplementary_pass_that_fails_costs_a_note_and_not_the_cell(void **state)
{
    static const char *const words[] = { TIMED_WORDS, "-o", "result.json", NULL };
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    copy_self();
    write_program("corolab_cell", CRASHES_IN_KERNEL);
    write_program("corolab_time", "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":1}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(words), 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "ok"), 4);
    assert_int_equal(count_samples(document, "time_ns"), 4 * 5);
    assert_int_equal(count_samples(document, "syscalls"), 0);
    assert_int_equal(count_samples(document, "p999_ns"), 4);
    assert_int_equal(count_notes(document, "when its system calls and page faults were counted: it was ended by signal 11"), 4);
    assert_int_equal(count_notes(document, "a slow clock"), 1);     /* of the machine, not of a cell */
    json_decref(document);
}

static void a_quick_run_counts_a_peer_for_counts_and_does_not_time_it(void **state)
{
    static const char *const words[] = { "corolab", "run", "--quick", "-s", "^peer:(virtual_call|rust_abort/box)$", "-w",
                                         "^ready$", "-o", "result.json", NULL };
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    copy_self();
    write_program("corolab_cell", CRASHES_IN_KERNEL);
    write_program("corolab_time", "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":1}}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(words), 0);
    json_t *document = load_result();
    assert_int_equal(count_status(document, "ok"), 2);
    assert_int_equal(count_samples(document, "time_ns"), 5);
    assert_int_equal(count_samples(document, "allocations"), 2);
    json_decref(document);
}

static void a_program_that_is_built_anew_during_a_run_leaves_a_note(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"ok\"}'");
    write_program("corolab_count", "[ -e built ] || { : > built; echo '# anew' >> corolab_cell; }\n" COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    json_t *document = load_result();
    assert_int_equal(count_notes(document, "corolab_cell was built anew while the run went on"), 1);
    assert_int_equal(count_notes(document, "built anew"), 1);
    json_decref(document);
}

static void samples_survive_when_the_result_cannot_be_written(void **state)
{
    static const char *const words[] = { "corolab", "run", "--untimed", "-w", "^(ready|switch/flat)$", "-o", "gone/result.json",
                                         NULL };
    char path[PATH_MAX], rescued[NAME_MAX + 1];
    (void)state;
    copy_self();
    path_in_directory(path, "gone");
    assert_int_equal(mkdir(path, 0777), 0);
    write_program("corolab_cell", "rm -rf gone\necho '{\"status\":\"ok\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(setenv("TMPDIR", directory, 1), 0);
    pid_t corolab = start_corolab(words);
    unsetenv("TMPDIR");
    assert_int_equal(wait_for(corolab), 1);
    find_file(rescued, "corolab-");
    json_t *document = load_file(rescued);
    assert_true(json_array_size(json_object_get(document, "samples")) > 0);
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    json_decref(document);
}

/* Takes a CPU, tells which, and keeps it until the other end is closed. */
static pid_t take_a_cpu_elsewhere(int *keep, int *cpu, bool *is_shared)
{
    int down[2], up[2];
    struct { int cpu; bool is_shared; } taken = { -1, false };
    assert_true(pipe(down) == 0 && pipe(up) == 0);
    pid_t pid = fork();
    if (pid == 0) {
        close(down[1]);
        taken.cpu = runner_cpu_take(&taken.is_shared);
        (void)!write(up[1], &taken, sizeof taken);
        (void)!read(down[0], &taken, 1);
        _exit(0);
    }
    close(down[0]);
    close(up[1]);
    assert_int_equal(read(up[0], &taken, sizeof taken), sizeof taken);
    close(up[0]);
    *keep = down[1];
    *cpu = taken.cpu;
    *is_shared = taken.is_shared;
    return pid;
}

/* Other runs may hold some of them while this test runs. */
static void two_runs_at_once_take_different_cpus_or_know_that_they_share(void **state)
{
    int keep[2], cpus[2];
    bool are_shared[2];
    pid_t pids[2];
    (void)state;
    for (int i = 0; i < 2; i++)
        pids[i] = take_a_cpu_elsewhere(&keep[i], &cpus[i], &are_shared[i]);
    for (int i = 1; i >= 0; i--) {      /* the second holds the writing end of the first */
        close(keep[i]);
        assert_int_equal(wait_for(pids[i]), 0);
    }
    if (cpus[0] == RUNNER_ANY_CPU)
        skip();
    assert_true(cpus[0] != cpus[1] || are_shared[1]);
}

/* The second cell waits for ever, and leaves its process id where the test finds it. */
#define HANGS_AT_SECOND "[ -e first ] && [ ! -e resumed ] && { echo $$ > hung.new; mv hung.new hung; exec sleep 1000; }\n" \
                        ": > first\necho '{\"status\":\"ok\"}'"

static void interrupt_run_of(const char *const *words, int signal_number)
{
    copy_self();
    write_program("corolab_cell", HANGS_AT_SECOND);
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(words);
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, signal_number), 0);
    assert_int_equal(wait_for(corolab), 130);
    expect_death(child);
}

static void interrupt(int signal_number) { interrupt_run_of(untimed, signal_number); }

static void an_interrupted_run_writes_a_whole_file_and_can_be_resumed(void **state)
{
    char path[PATH_MAX];
    (void)state;
    interrupt(SIGINT);
    json_t *document = load_result();
    assert_true(json_is_true(json_object_get(document, "interrupted")));
    assert_int_equal(json_array_size(json_object_get(document, "cells")), 1);
    size_t cells = json_array_size(json_object_get(document, "strategies"))
                   * json_array_size(json_object_get(document, "workloads"));
    json_decref(document);

    path_in_directory(path, "resumed");
    assert_int_equal(close(open(path, O_WRONLY | O_CREAT, 0644)), 0);
    assert_int_equal(run_corolab(resumed), 0);
    document = load_result();
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    assert_int_equal(count_status(document, "ok"), cells);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * cells);
    json_decref(document);
}

static void an_older_file_survives_a_run_that_is_stopped_before_it_measures(void **state)
{
    static const char *const words[] = { "corolab", "run", "--untimed", "--force", "-w", "^(ready|switch/flat)$", "-o",
                                         "result.json", NULL };
    char path[PATH_MAX];
    (void)state;
    path_in_directory(path, "result.json");
    json_t *older = json_pack("{s:s}", "older", "file");
    assert_int_equal(json_dump_file(older, path, 0), 0);
    interrupt_run_of(words, SIGINT);
    json_t *document = json_load_file(path, 0, NULL);
    assert_true(json_equal(document, older));
    json_decref(document);
    json_decref(older);
}

static void only_a_run_of_the_same_plan_replaces_a_result(void **state)
{
    static const char *const other[] = { "corolab", "run", "--untimed", "-w", "^ready$", "-o", "result.json", NULL };
    static const char *const forced[] = { "corolab", "run", "--untimed", "-w", "^ready$", "--force", "-o", "result.json", NULL };
    (void)state;
    copy_self();
    write_program("corolab_cell", "echo '{\"status\":\"ok\"}'");
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    assert_int_equal(run_corolab(untimed), 0);
    assert_int_equal(run_corolab_into("said", other), 1);
    json_t *document = load_result();
    assert_int_equal(json_array_size(json_object_get(document, "workloads")), 2);
    json_decref(document);
    char *said = read_words("said");
    assert_non_null(strstr(said, "result.json holds a run of another plan"));
    free(said);
    assert_int_equal(run_corolab(forced), 0);
    document = load_result();
    assert_int_equal(json_array_size(json_object_get(document, "workloads")), 1);
    json_decref(document);
}

/* The kernel says so, and the shell as well. */
static void a_terminal_that_goes_away_stops_a_run_but_costs_no_result(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", HANGS_AT_SECOND);
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(untimed);
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGHUP), 0);
    assert_int_equal(kill(corolab, SIGHUP), 0);
    assert_int_equal(wait_for(corolab), 130);
    expect_death(child);
    json_t *document = load_result();
    assert_true(json_is_true(json_object_get(document, "interrupted")));
    json_decref(document);
}

static void sigterm_stops_like_ctrl_c(void **state)
{
    (void)state;
    interrupt(SIGTERM);
    json_t *document = load_result();
    assert_true(json_is_true(json_object_get(document, "interrupted")));
    json_decref(document);
}

static void another_build_cannot_resume(void **state)
{
    (void)state;
    interrupt(SIGINT);
    write_program("corolab_cell", "echo '{\"status\":\"ok\"}' # another one");
    assert_int_equal(run_corolab(resumed), 1);
}

static void a_killed_runner_takes_its_child_along(void **state)
{
    (void)state;
    copy_self();
    write_program("corolab_cell", HANGS_AT_SECOND);
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(untimed);
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, SIGKILL), 0);
    assert_int_equal(wait_for(corolab), 1000 + SIGKILL);
    expect_death(child);
}

static void a_foreign_or_truncated_file_cannot_be_resumed(void **state)
{
    static const char *const texts[] = { "", "{", "[]", "{\"schema\":\"corolab.result/2\"}",
                                         "{\"schema\":\"corolab.result/1\"}" };
    char path[PATH_MAX];
    (void)state;
    copy_self();
    path_in_directory(path, "result.json");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(texts[i], file);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(run_corolab(resumed), 1);
    }
}

static void what_is_not_understood_exits_with_2(void **state)
{
    static const char *const lines[][5] = {
        { "corolab", "rnu", NULL }, { "corolab", "run", "--qick", NULL }, { "corolab", "run", "word", NULL },
        { "corolab", "run", "--seed=x", NULL }, { "corolab", "list", "--xml", NULL }, { "corolab", NULL },
        { "corolab", "list", "--systems", "--json", NULL },
    };
    (void)state;
    copy_self();
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(run_corolab(lines[i]), 2);
}

static void a_text_that_is_no_text_stops_the_run_before_it_begins(void **state)
{
    static const char *const texts[] = { "/nonexistent/text", "/", "/dev/null" };
    (void)state;
    copy_self();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *const words[] = { "corolab", "run", "--untimed", "--text", texts[i], NULL };
        assert_int_equal(run_corolab(words), 1);
    }
    assert_int_equal(count_files(), 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        IN_DIRECTORY(a_run_goes_on_past_a_crash),
        IN_DIRECTORY(a_run_without_a_measured_cell_fails),
        IN_DIRECTORY(a_killed_sample_is_tried_once_more),
        IN_DIRECTORY(a_sample_that_is_killed_twice_fails_its_cell),
        IN_DIRECTORY(a_workload_that_fails_under_box_is_blamed_and_no_row),
        IN_DIRECTORY(a_malloc_that_the_environment_changes_leaves_a_note),
        IN_DIRECTORY(events_are_in_the_file_or_one_note_says_why_not),
        IN_DIRECTORY(a_supplementary_pass_that_fails_costs_a_note_and_not_the_cell),
        IN_DIRECTORY(a_quick_run_counts_a_peer_for_counts_and_does_not_time_it),
        IN_DIRECTORY(a_program_that_is_built_anew_during_a_run_leaves_a_note),
        IN_DIRECTORY(samples_survive_when_the_result_cannot_be_written),
        cmocka_unit_test(two_runs_at_once_take_different_cpus_or_know_that_they_share),
        IN_DIRECTORY(an_interrupted_run_writes_a_whole_file_and_can_be_resumed),
        IN_DIRECTORY(an_older_file_survives_a_run_that_is_stopped_before_it_measures),
        IN_DIRECTORY(only_a_run_of_the_same_plan_replaces_a_result),
        IN_DIRECTORY(a_terminal_that_goes_away_stops_a_run_but_costs_no_result),
        IN_DIRECTORY(sigterm_stops_like_ctrl_c),
        IN_DIRECTORY(another_build_cannot_resume),
        IN_DIRECTORY(a_killed_runner_takes_its_child_along),
        IN_DIRECTORY(a_foreign_or_truncated_file_cannot_be_resumed),
        IN_DIRECTORY(what_is_not_understood_exits_with_2),
        IN_DIRECTORY(a_text_that_is_no_text_stops_the_run_before_it_begins),
    };
    if (argc > 1 || strcmp(program_invocation_short_name, "corolab") == 0)
        return runner_command(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
