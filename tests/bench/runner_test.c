/* SPDX-License-Identifier: MIT */
/* The runner's promises: an order that can be replayed, dumps that are added up rightly, and a result file that is whole or
 * not there, whatever the measuring programs do. Those are shell commands; no test depends on how fast anything is. Called
 * with words, this program is `corolab` itself: the end-to-end tests copy it into a directory with measuring programs made
 * of shell. Long because it is one program per topic; the sections do not depend on each other. */
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
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/runner/callgrind/callgrind.h"
#include "bench/runner/plan/table_json.h"
#include "bench/runner/command/corolab.h"
#include "bench/runner/machine/cpu.h"
#include "bench/runner/callgrind/dump_directory.h"
#include "bench/process/suggest.h"
#include "bench/runner/plan/order.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/progress.h"
#include "bench/runner/plan/reply.h"
#include "tests/bench/stand_in.h"

/* ---- cards ---- */

static void a_strategy_is_written_with_what_rustc_does_beyond_it_or_without_the_key(void **state)
{
    struct row_card card = { .name = "box", .sentence = "s", .caller = "c", .callee = "c", .protocol = "p" };
    json_t *silent = runner_cards_strategy(&card);
    card.fidelity = "rustc tests more";
    json_t *telling = runner_cards_strategy(&card);
    (void)state;
    assert_non_null(silent);
    assert_null(json_object_get(silent, "fidelity"));
    assert_string_equal(json_string_value(json_object_get(telling, "fidelity")), "rustc tests more");
    json_decref(silent);
    json_decref(telling);
}

/* ---- order ---- */

static void the_same_seed_and_round_shuffle_alike(void **state)
{
    size_t first[100], again[100], other[100];
    struct order a = runner_order_start(42, 3), b = runner_order_start(42, 3), c = runner_order_start(42, 4);
    (void)state;
    runner_order_shuffle(&a, first, 100);
    runner_order_shuffle(&b, again, 100);
    runner_order_shuffle(&c, other, 100);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, other, sizeof first);
}

static void the_order_of_a_seed_never_changes(void **state)
{
    struct order order = { .state = 0 };
    (void)state;
    assert_true(runner_order_next(&order) == UINT64_C(0xe220a8397b1dcdaf));     /* the published sequence */
    assert_true(runner_order_next(&order) == UINT64_C(0x6e789e6aa1b965f4));
}

static void a_shuffle_has_every_cell_once(void **state)
{
    size_t indices[257], seen[257] = { 0 };
    struct order order = runner_order_start(1, 0);
    (void)state;
    runner_order_shuffle(&order, indices, 257);
    for (size_t i = 0; i < 257; i++)
        seen[indices[i]]++;
    for (size_t i = 0; i < 257; i++)
        assert_int_equal(seen[i], 1);
}

/* ---- suggestions ---- */

static const char *const names[] = { "static_dispatch", "poll_next", "box", "caller_cached_box", "stackful/fcontext" };

static void a_misspelt_name_is_answered_with_the_nearest(void **state)
{
    const char *found[RUNNER_NEAREST_MAX];
    (void)state;
    assert_true(runner_nearest_find("bxo", names, 5, found) >= 1);
    assert_string_equal(found[0], "box");
    assert_true(runner_nearest_find("static_dipsatch", names, 5, found) >= 1);
    assert_string_equal(found[0], "static_dispatch");
    assert_true(runner_nearest_find("stakful", names, 5, found) >= 1);
    assert_string_equal(found[0], "stackful/fcontext");
}

static void a_name_unlike_all_others_suggests_nothing(void **state)
{
    const char *found[RUNNER_NEAREST_MAX];
    (void)state;
    assert_int_equal(runner_nearest_find("zzzzzzzz", names, 5, found), 0);
}

static void distances_count_changes_and_swaps(void **state)
{
    (void)state;
    assert_int_equal(runner_nearest_distance("box", "box"), 0);
    assert_int_equal(runner_nearest_distance("bxo", "box"), 1);
    assert_int_equal(runner_nearest_distance("", "box"), 3);
    assert_int_equal(runner_nearest_distance("pendng/8", "pending/1"), 2);
}

/* ---- callgrind ---- */

#define DUMP_HEAD "# callgrind format\nversion: 1\ncmd:  ./program\npart: 1\n\n" \
                  "desc: Trigger: Client Request: pending/8 1000\n\npositions: line\nevents: Ir Bc Bcm Bi Bim\n"

static enum coro_status read_dump(const char *text, struct callgrind_dump *dump)
{
    FILE *file = fmemopen((void *)text, strlen(text), "r");
    assert_non_null(file);
    enum coro_status status = runner_callgrind_read(file, dump);
    fclose(file);
    return status;
}

static void the_allocators_cost_is_what_calls_of_it_cost(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100 5 0 2\ncfn=_int_malloc\ncalls=4 9\n1 60 3 0 1\n"
        "fn=_int_malloc\n9 60 3 0 1\n"
        "fn=free\n2 40\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 1000 10 0 3\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=malloc\ncalls=4 1\n5 160 8 0 3\n"
        "5 10\ncob=/lib/libc.so.6\ncfn=free\ncalls=4 2\n5 40\ncfn=next\ncalls=8 7\n5 30\nfn=next\n7 30 0 0 8\n"
        "\ntotals: 1240 18 0 14\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_string_equal(dump.trigger, "pending/8 1000");
    assert_int_equal(dump.instructions, 1240);
    assert_int_equal(dump.allocator_instructions, 200);
    assert_int_equal(dump.allocator_calls, 8);
    assert_int_equal(dump.indirect_calls, 14 - 3 - 8);  /* less the allocator's own and the eight calls through the GOT */
}

static void plt_stubs_are_no_indirect_calls(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=???\nfl=???\nfn=0x0000000000109070 [PLT]\n0 4 0 0 4\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=malloc\ncalls=4 1\n0 100\n"
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 50 0 0 2\ncob=???\ncfi=???\ncfn=0x0000000000109070 [PLT]\ncalls=4 0\n5 104 0 0 4\n"
        "\ntotals: 154 0 0 6\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 4);
    assert_int_equal(dump.allocator_instructions, 100);
    assert_int_equal(dump.indirect_calls, 2);
}

static void calls_inside_the_allocator_are_not_counted(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=realloc\n1 10\ncfn=helper\ncalls=1 2\n1 110\nfn=helper\n2 10\ncfn=malloc\ncalls=1 3\n"
        "2 100\nfn=malloc\n3 100\n"
        "ob=/bin/program\nfl=p.c\nfn=run\n5 50 0 0 1\ncob=/lib/libc.so.6\ncfi=malloc.c\ncfn=realloc\ncalls=1 1\n5 120\n"
        "\ntotals: 170 0 0 1\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 1);
    assert_int_equal(dump.allocator_instructions, 120);
    assert_int_equal(dump.indirect_calls, 0);
}

/* A coroutine that was entered before the counting began has no caller but itself. */
static void a_coroutine_that_only_calls_itself_is_outside_the_allocator(void **state)
{
    static const char text[] = DUMP_HEAD
        "ob=/lib/libc.so.6\nfl=malloc.c\nfn=malloc\n1 100\n"
        "ob=/bin/program\nfl=p.c\nfn=walk\n5 50\ncfn=walk\ncalls=3 5\n5 140\ncob=/lib/libc.so.6\ncfn=malloc\ncalls=4 1\n5 100\n"
        "\ntotals: 150\n";
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(text, &dump), CORO_OK);
    assert_int_equal(dump.allocator_calls, 4);
    assert_int_equal(dump.allocator_instructions, 100);
}

static void a_dump_that_is_cut_off_is_refused(void **state)
{
    struct callgrind_dump dump;
    (void)state;
    assert_int_equal(read_dump(DUMP_HEAD "fl=p.c\nfn=run\n5 50\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "fl=p.c\nfn=run\n5 50\ntotals: 60\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump("hello\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "5 50\ntotals: 50\n", &dump), CORO_ERR_IO);
    assert_int_equal(read_dump(DUMP_HEAD "fn=run\ncalls=1 1\n5 50\ntotals: 50\n", &dump), CORO_ERR_IO);
}

static void the_cost_per_item_is_the_difference_of_two_lengths(void **state)
{
    struct callgrind_dump list[] = {
        { .trigger = "pending/8 500", .instructions = 10100, .allocator_calls = 1002, .indirect_calls = 1500 },
        { .trigger = "pending/80 100", .instructions = 7 },
        { .trigger = "pending/8 100", .instructions = 2100, .allocator_calls = 202, .indirect_calls = 300 },
    };
    struct dumps dumps = { .dumps = list, .count = 3, .capacity = 3 };
    const double items[2] = { 100, 500 }, same[2] = { 100, 100 };
    (void)state;
    json_t *answer = runner_dumps_per_item(&dumps, "pending/8", items);
    assert_non_null(answer);
    const json_t *metrics = json_object_get(answer, "metrics");
    assert_true(json_real_value(json_object_get(metrics, "instructions")) == 20);
    assert_true(json_real_value(json_object_get(metrics, "allocator_calls")) == 2);
    assert_true(json_real_value(json_object_get(metrics, "indirect_calls")) == 3);
    json_decref(answer);
    assert_null(runner_dumps_per_item(&dumps, "pending/80", items));
    assert_null(runner_dumps_per_item(&dumps, "pending/8", same));
}

/* ---- plan ---- */

static void a_pattern_that_selects_nothing_is_refused(void **state)
{
    struct plan_filter nothing = { .strategies = "^no such strategy$" }, malformed = { .workloads = "(" };
    struct plan plan;
    (void)state;
    assert_int_equal(runner_plan_init(&nothing, &plan), CORO_ERR_INVALID);
    assert_int_equal(runner_plan_init(&malformed, &plan), CORO_ERR_INVALID);
}

static void a_plan_crosses_all_rows_with_all_workloads(void **state)
{
    struct plan_filter all = { 0 };
    struct plan plan;
    (void)state;
    assert_int_equal(runner_plan_init(&all, &plan), CORO_OK);
    assert_int_equal(plan.cell_count, table_row_count() * table_workload_count());
    for (size_t i = 0; i < plan.cell_count; i++)
        assert_ptr_equal(runner_plan_find(&plan, plan.cells[i].row->name, plan.cells[i].workload->name), &plan.cells[i]);
    runner_plan_fini(&plan);
}

static void a_reason_is_cut_between_two_characters(void **state)
{
    struct plan_cell cell = { .status = CELL_UNVERIFIED };
    char reason[1001];
    (void)state;
    for (size_t i = 0; i < 1000; i += 2)
        memcpy(reason + i, "\xc3\xa4", 2);
    reason[1000] = '\0';
    runner_plan_settle(&cell, CELL_FAILED, reason);
    json_t *string = json_string(cell.reason);      /* NULL unless it is UTF-8 */
    assert_non_null(string);
    json_decref(string);
}

/* ---- progress ---- */

static void the_live_line_fits_the_terminal(void **state)
{
    struct progress progress;
    char line[512];
    (void)state;
    runner_progress_init(&progress, stderr);
    runner_progress_expect(&progress, PASS_TIME, 1000);
    for (size_t width = 1; width < 200; width++) {
        runner_progress_format_line(&progress, PASS_TIME, "a_strategy_with_a_long_name/parameter  pending/8", line, width);
        assert_true(strlen(line) <= width);
    }
    assert_non_null(strstr(line, "time 0/1000  0:00 elapsed  a_strategy"));
}

static void the_time_left_is_extrapolated_from_the_finished_steps_of_the_pass(void **state)
{
    struct progress progress;
    char line[512];
    (void)state;
    runner_progress_init(&progress, stderr);
    runner_progress_expect(&progress, PASS_VERIFY, 10);
    runner_progress_expect(&progress, PASS_TIME, 4);
    assert_int_equal(runner_progress_steps_left(&progress), 14);
    progress.passes[PASS_TIME].done = 1;
    progress.passes[PASS_TIME].spent_seconds = 50;
    runner_progress_format_line(&progress, PASS_TIME, "box", line, 120);
    assert_non_null(strstr(line, "time 1/4  0:00 elapsed, about 2:30 left in this pass  box"));
    runner_progress_expect(&progress, PASS_TIME, 1);        /* two cells drop out */
    runner_progress_format_line(&progress, PASS_TIME, "box", line, 120);
    assert_non_null(strstr(line, "time 1/2  0:00 elapsed, about 0:50 left"));
    runner_progress_format_line(&progress, PASS_VERIFY, "box", line, 120);
    assert_null(strstr(line, "left"));
}

/* ---- end to end ---- */

static const char *const untimed[] = { "corolab", "run", "--untimed", "-w", "^(ready|switch/flat)$", "-o", "result.json", NULL };
static const char *const resumed[] = { "corolab", "run", "--resume", "result.json", NULL };

static void a_run_goes_on_past_a_crash(void **state)
{
    char script[512];
    (void)state;
    const char *victim = row_card(table_row(0))->name;
    snprintf(script, sizeof script, "[ \"$2\" = \"%s\" ] && kill -SEGV $$\necho '{\"status\":\"ok\"}'", victim);
    copy_self();
    write_program("corolab_cell", script);
    write_program("corolab_count", COUNTS_NOTHING);
    assert_int_equal(run_corolab(untimed), 0);
    json_t *document = load_result();
    size_t failed = count_status(document, "failed"), ok = count_status(document, "ok");
    assert_true(failed > 0);
    assert_true(ok > 0 || table_row_count() == 1);
    assert_int_equal(json_array_size(json_object_get(document, "samples")), 2 * ok);
    assert_true(json_is_false(json_object_get(document, "interrupted")));
    json_decref(document);
}

/* Two rows, two workloads; peers, so that nothing is probed. */
#define TIMED_WORDS "corolab", "run", "--quick", "-s", "^peer:(virtual|indirect)_call$", "-w", "^(ready|switch/flat)$"
#define CRASHES_IN_KERNEL "[ \"$1\" = kernel ] && kill -SEGV $$\n" \
                          "[ \"$1\" = tails ] && echo '{\"status\":\"ok\",\"metrics\":{\"p999_ns\":1},' && " \
                          "echo '\"note\":\"a slow clock\"}' && exit\n" \
                          "echo '{\"status\":\"ok\"}'"

static size_t count_notes(const json_t *document, const char *part)
{
    size_t i, count = 0;
    json_t *note;
    json_array_foreach(json_object_get(document, "notes"), i, note)
        count += strstr(json_string_value(note), part) != NULL;
    return count;
}

static size_t count_samples(const json_t *document, const char *metric)
{
    size_t i, count = 0;
    json_t *sample;
    json_array_foreach(json_object_get(document, "samples"), i, sample)
        count += strcmp(json_string_value(json_object_get(sample, "metric")), metric) == 0;
    return count;
}

static void a_pass_besides_that_fails_costs_a_note_and_not_the_cell(void **state)
{
    static const char *const words[] = { TIMED_WORDS, "-o", "result.json", NULL };
    (void)state;
#ifndef CORO_OPTIMISED
    skip();     /* it refuses to time */
#endif
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
    char path[PATH_MAX], rescued[64];
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
    snprintf(rescued, sizeof rescued, "corolab-%ld.json", (long)corolab);
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

static void interrupt(int signal_number)
{
    copy_self();
    write_program("corolab_cell", HANGS_AT_SECOND);
    write_program("corolab_count", COUNTS_NOTHING);
    pid_t corolab = start_corolab(untimed);
    pid_t child = wait_for_hanging_child();
    assert_int_equal(kill(corolab, signal_number), 0);
    assert_int_equal(wait_for(corolab), 130);
    expect_death(child);
}

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
    char path[PATH_MAX];
    (void)state;
    path_in_directory(path, "result.json");
    json_t *older = json_pack("{s:s}", "older", "file");
    assert_int_equal(json_dump_file(older, path, 0), 0);
    interrupt(SIGINT);
    json_t *document = json_load_file(path, 0, NULL);
    assert_true(json_equal(document, older));
    json_decref(document);
    json_decref(older);
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
    static const char *const lines[][4] = {
        { "corolab", "rnu", NULL }, { "corolab", "run", "--qick", NULL }, { "corolab", "run", "word", NULL },
        { "corolab", "run", "--seed=x", NULL }, { "corolab", "list", "--xml", NULL }, { "corolab", NULL },
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
        cmocka_unit_test(a_strategy_is_written_with_what_rustc_does_beyond_it_or_without_the_key),
        cmocka_unit_test(the_same_seed_and_round_shuffle_alike),
        cmocka_unit_test(the_order_of_a_seed_never_changes),
        cmocka_unit_test(a_shuffle_has_every_cell_once),
        cmocka_unit_test(a_misspelt_name_is_answered_with_the_nearest),
        cmocka_unit_test(a_name_unlike_all_others_suggests_nothing),
        cmocka_unit_test(distances_count_changes_and_swaps),
        cmocka_unit_test(the_allocators_cost_is_what_calls_of_it_cost),
        cmocka_unit_test(plt_stubs_are_no_indirect_calls),
        cmocka_unit_test(calls_inside_the_allocator_are_not_counted),
        cmocka_unit_test(a_coroutine_that_only_calls_itself_is_outside_the_allocator),
        cmocka_unit_test(a_dump_that_is_cut_off_is_refused),
        cmocka_unit_test(the_cost_per_item_is_the_difference_of_two_lengths),
        cmocka_unit_test(a_pattern_that_selects_nothing_is_refused),
        cmocka_unit_test(a_plan_crosses_all_rows_with_all_workloads),
        cmocka_unit_test(a_reason_is_cut_between_two_characters),
        cmocka_unit_test(the_live_line_fits_the_terminal),
        cmocka_unit_test(the_time_left_is_extrapolated_from_the_finished_steps_of_the_pass),
        IN_DIRECTORY(a_run_goes_on_past_a_crash),
        IN_DIRECTORY(a_pass_besides_that_fails_costs_a_note_and_not_the_cell),
        IN_DIRECTORY(a_program_that_is_built_anew_during_a_run_leaves_a_note),
        IN_DIRECTORY(samples_survive_when_the_result_cannot_be_written),
        cmocka_unit_test(two_runs_at_once_take_different_cpus_or_know_that_they_share),
        IN_DIRECTORY(an_interrupted_run_writes_a_whole_file_and_can_be_resumed),
        IN_DIRECTORY(an_older_file_survives_a_run_that_is_stopped_before_it_measures),
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
