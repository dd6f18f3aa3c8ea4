/* SPDX-License-Identifier: MIT */
/* Tests `corolab compare` on small result files. Where it measures again, the timing programs are scripts with fixed answers.
 * The file is long because it is one program per topic, and a third of it makes those files and scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/runner/compare/compare.h"
#include "bench/runner/plan/programs.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"

enum { SAMPLES = 10, ROWS = 4, SAID = 1 << 17 };

static char directory[] = "/tmp/corolab-compare-XXXXXX";

static const char *path_of(const char *name)
{
    static char paths[4][PATH_MAX];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, PATH_MAX, "%s/%s", directory, name);
    return path;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* The fields in which the files of this test differ. */
struct sheet {
    const char *cpu, *program;      /* the timing program's path, or NULL */
    double time_ns, instructions;   /* of box on ready */
    double pace;                    /* the other rows take so many times 2 ns */
};
static const char *more_of_plan = "";       /* as JSON */

static void add_executable(FILE *file, const char *program)
{
    char sha256[RUNNER_SHA256_BYTES];
    if (program == NULL)
        return;
    assert_int_equal(runner_programs_hash(program, sha256), CORO_OK);
    fprintf(file, "{\"name\":\"corolab_time\",\"sha256\":\"%s\",\"path\":\"%s\"}", sha256, program);
}

static void write_result_of(const char *workload, const char *path, struct sheet sheet)
{
    const char *const rows[ROWS] = {"static_dispatch", "sealed_enum", "poll_next", "box"};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "{\"schema\":\"corolab.result/1\",\"interrupted\":false,\"plan\":{\"mode\":\"default\",\"rounds\":10%s},"
                  "\"environment\":{\"cpu\":\"%s\"},\"executables\":[", more_of_plan, sheet.cpu);
    add_executable(file, sheet.program);
    fputs("],\"strategies\":[", file);
    for (int row = 0; row < ROWS; row++)
        fprintf(file, "%s{\"name\":\"%s\"}", row ? "," : "", rows[row]);
    fprintf(file, "],\"workloads\":[{\"name\":\"%s\"}],\"cells\":[", workload);
    for (int row = 0; row < ROWS; row++)
        fprintf(file, "%s{\"strategy\":\"%s\",\"workload\":\"%s\",\"status\":\"ok\"}", row ? "," : "", rows[row], workload);
    fputs("],\"samples\":[", file);
    for (int i = 0; i < ROWS * SAMPLES; i++)
        fprintf(file, "{\"strategy\":\"%s\",\"workload\":\"%s\",\"metric\":\"time_ns\",\"unit\":\"ns\",\"value\":%g,"
                      "\"round\":%d,\"order\":%d},", rows[i % ROWS], workload,
                (i % ROWS == ROWS - 1 ? sheet.time_ns : 2 * sheet.pace) * (1 + i / ROWS * 0.001), i / ROWS, i);
    fprintf(file, "{\"strategy\":\"box\",\"workload\":\"%s\",\"metric\":\"instructions\",\"unit\":\"instructions\",\"value\":%g,"
                  "\"round\":0,\"order\":99}],\"probes\":[],\"claims\":[]}", workload, sheet.instructions);
    assert_int_equal(fclose(file), 0);
}

static void write_result(const char *path, struct sheet sheet)
{
    write_result_of("ready", path, sheet);
}

static const char *write_script(const char *name, const char *text)
{
    const char *path = path_of(name);
    write_text(path, text);
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

/* A timing program that always answers the same. */
static const char *write_program(const char *name, double time_ns)
{
    char text[256];
    snprintf(text, sizeof text, "#!/bin/sh\necho '{\"status\":\"ok\",\"metrics\":{\"time_ns\":%g}}'\n", time_ns);
    return write_script(name, text);
}

/* Runs the command; what it printed on both streams is in `said`, which has room for SAID bytes. --confirm finds the scripts in
 * the directory of this test. */
static int compare(char *said, const char *const *words)
{
    char *argv[12] = {"compare"};
    int argc = 1, kept[2] = {dup(1), dup(2)};
    const char *captured = path_of("captured");
    bool is_confirming = false;
    for (; words[argc - 1] != NULL; argc++) {
        argv[argc] = (char *)words[argc - 1];
        is_confirming |= strcmp(argv[argc], "--confirm") == 0;
    }
    if (is_confirming && argc < 10) {
        argv[argc++] = "--build";
        argv[argc++] = directory;
    }
    fflush(stdout);
    int file = open(captured, O_RDWR | O_CREAT | O_TRUNC, 0600);
    assert_true(file >= 0 && dup2(file, 1) == 1 && dup2(file, 2) == 2);
    int status = runner_compare_command(argc, argv);
    fflush(stdout);
    dup2(kept[0], 1);
    dup2(kept[1], 2);
    close(kept[0]);
    close(kept[1]);
    ssize_t bytes = pread(file, said, SAID - 1, 0);
    close(file);
    said[bytes < 0 ? 0 : bytes] = '\0';
    return status;
}

static const char *before, *after;

static int set_up(void **state)
{
    static char paths[2][PATH_MAX];
    (void)state;
    snprintf(paths[0], PATH_MAX, "%s/before.json", directory);
    snprintf(paths[1], PATH_MAX, "%s/after.json", directory);
    before = paths[0];
    after = paths[1];
    write_result(before, (struct sheet){"one", NULL, 17, 196, 1});
    return 0;
}

static void the_same_file_twice_has_no_suspects(void **state)
{
    char said[SAID];
    (void)state;
    assert_int_equal(compare(said, (const char *const[]){before, before, NULL}), 0);
    assert_non_null(strstr(said, "Both files are one run: nothing can differ."));
    assert_non_null(strstr(said, "Faster: 0, slower: 0; no difference resolved: 4."));
}

static void files_alone_suspect_and_never_call(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17 * 1.2, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
    assert_non_null(strstr(said, "and no verdict: --confirm measures afresh"));
    assert_null(strstr(said, "slower: 1"));
}

static void environments_come_first(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"another", NULL, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
    const char *cpu = strstr(said, "another"), *cells = strstr(said, "Cells with times");
    assert_true(cpu != NULL && cells != NULL && cpu < cells);
    assert_non_null(strstr(said, "their times say nothing"));
}

static void counts_that_differ_are_shown_without_statistics(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17, 200, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
    assert_non_null(strstr(said, "counted, so exact"));
    assert_non_null(strstr(said, "196"));
    assert_non_null(strstr(said, "200"));
}

static void a_slower_cell_fails_where_that_was_asked_for(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17 * 1.2, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){"--fail-if-slower", "10", before, after, NULL}), RUNNER_SLOWER);
    assert_int_equal(compare(said, (const char *const[]){"--fail-if-slower", "30%", before, after, NULL}), 0);
}

static void a_suspect_is_measured_again_with_both_programs(void **state)
{
    char said[SAID];
    const char *slow = write_program("corolab_time-slow", 20), *fast = write_program("corolab_time-fast", 17);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", slow, 20, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", "--fail-if-slower", "5", NULL}),
                     RUNNER_SLOWER);
    assert_non_null(strstr(said, "+18 %"));
    assert_non_null(strstr(said, "Faster: 0, slower: 4; no difference resolved: 0."));
    assert_int_equal(compare(said, (const char *const[]){after, before, "--confirm", NULL}), 0);
    assert_non_null(strstr(said, "Faster: 4, slower: 0; no difference resolved: 0."));
}

static void a_suspect_that_does_not_happen_again_is_no_difference(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", fast, 20, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 0);
    assert_non_null(strstr(said, "Faster: 0, slower: 0; no difference resolved: 4."));
}

static void a_suspect_that_cannot_be_measured_stays_one(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17);
    const char *broken = write_script("corolab_time-broken", "#!/bin/sh\necho 'all is lost' >&2\nexit 3\n");
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", broken, 20, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "box on ready cannot be measured afresh: it exited with status 3: all is lost"));
    assert_non_null(strstr(said, "Suspects: 1, and no verdict"));
}

/* Which broke on box alone. */
static void a_cell_that_cannot_be_measured_does_not_hide_the_others(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17), *slow = write_program("corolab_time-slow", 20);
    char text[PATH_MAX + 64];
    (void)state;
    snprintf(text, sizeof text, "#!/bin/sh\n[ $1 != box ] || exit 3\nexec %s\n", slow);
    const char *partly = write_script("corolab_time-broken", text);
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", partly, 20, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "Faster: 0, slower: 3; suspects that"));
    assert_non_null(strstr(said, "measured: 1;"));
}

/* It breaks after the look, and on a row that the files do not suspect. */
static void a_cell_that_breaks_while_it_is_measured_again_is_a_suspect(void **state)
{
    char said[SAID], text[2 * PATH_MAX];
    const char *fast = write_program("corolab_time-fast", 17), *starts = path_of("starts");
    (void)state;
    snprintf(text, sizeof text, "#!/bin/sh\n[ $1 != poll_next ] || { echo >> %s; [ $(wc -l < %s) -le %d ] || exit 3; }\n"
             "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":20}}'\n", starts, starts, RUNNER_CONFIRM_PAIRS);
    const char *broken = write_script("corolab_time-broken", text);
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", broken, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "poll_next on ready cannot be measured afresh: it exited with status 3"));
    assert_non_null(strstr(said, "Faster: 0, slower: 3; suspects that"));
    assert_non_null(strstr(said, "measured: 1;"));
}

/* Two that meet leave the file `met`. */
static void compare_those_that_tell_whether_they_meet(const char *workload)
{
    char said[SAID], text[2 * PATH_MAX];
    snprintf(text, sizeof text, "#!/bin/sh\ncd %s\nif mkdir busy 2>/dev/null; then sleep 0.02; rmdir busy; else : > met; fi\n"
             "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":20}}'\n", directory);
    const char *program = write_script("corolab_time-fast", text);
    unlink(path_of("met"));
    write_result_of(workload, before, (struct sheet){"one", program, 17, 196, 1});
    write_result_of(workload, after, (struct sheet){"one", program, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 0);
    assert_non_null(strstr(said, "no difference resolved: 4."));
}

static void both_builds_run_side_by_side_unless_the_wall_clock_counts(void **state)
{
    (void)state;
    compare_those_that_tell_whether_they_meet("ready");
    assert_int_equal(access(path_of("met"), F_OK), 0);
    compare_those_that_tell_whether_they_meet("lines");
    assert_int_equal(access(path_of("met"), F_OK), -1);
}

static void no_line_is_wider_than_a_terminal(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17 * 1.2, 200, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
    int columns = 0;
    for (const char *letter = said; *letter != '\0'; letter++) {
        columns = *letter == '\n' ? 0 : columns + ((*letter & 0xc0) != 0x80);     /* the later bytes of a character take none */
        assert_true(columns <= 80);
    }
}

static void what_was_measured_is_shown_though_a_file_cannot_be_written(void **state)
{
    char said[SAID];
    (void)state;
    assert_int_equal(compare(said, (const char *const[]){before, before, "--md", "/nowhere/at/all.md", NULL}), 1);
    assert_non_null(strstr(said, "no difference resolved: 4."));
    assert_non_null(strstr(said, "/nowhere/at/all.md"));
}

static void a_program_that_has_changed_is_not_measured(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17), *slow = write_program("corolab_time-slow", 20);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", slow, 20, 196, 1});
    write_program("corolab_time-slow", 21);
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "is not kept here"));
    assert_int_equal(unlink(slow), 0);
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    write_result(after, (struct sheet){"one", NULL, 20, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "does not say which program made its times"));
}

/* A file may come from anybody: its path is not run, though the hash is right. */
static void a_program_that_only_the_file_names_is_not_run(void **state)
{
    char said[SAID], text[2 * PATH_MAX];
    (void)state;
    snprintf(text, sizeof text, "#!/bin/sh\n: > %s\n", path_of("met"));
    const char *hostile = write_script("hostile", text);
    write_result(before, (struct sheet){"one", hostile, 17, 196, 1});
    write_result(after, (struct sheet){"one", hostile, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "--build DIR"));
    assert_int_equal(access(path_of("met"), F_OK), -1);
}

static void a_name_of_the_file_is_no_argument_unless_the_table_has_it(void **state)
{
    char said[SAID], text[2 * PATH_MAX];
    (void)state;
    snprintf(text, sizeof text, "#!/bin/sh\n: > %s\n", path_of("met"));
    const char *program = write_script("corolab_time-fast", text);
    write_result_of("--text=/etc/passwd", before, (struct sheet){"one", program, 17, 196, 1});
    write_result_of("--text=/etc/passwd", after, (struct sheet){"one", program, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "this build has no such row or workload"));
    assert_int_equal(access(path_of("met"), F_OK), -1);
}

static void fresh_times_far_from_the_file_s_are_named(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 16), *slow = write_program("corolab_time-slow", 20);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 10, 196, 5});
    write_result(after, (struct sheet){"one", slow, 10, 196, 5});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 0);
    assert_non_null(strstr(said, "1.59×"));
    assert_non_null(strstr(said, "16.0 ns 20.0 ns   +25 %"));
}

/* The second file says ten times the first's time, and its program takes no longer. */
static void a_cell_that_the_look_clears_is_shown_where_its_file_says_otherwise(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 16);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 16, 196, 8});
    write_result(after, (struct sheet){"one", fast, 160, 196, 80});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", "--fail-if-slower", "5", NULL}), 0);
    assert_non_null(strstr(said, "0.10× of its file's"));
    assert_null(strstr(said, "first build are"));
    assert_non_null(strstr(said, "another factor"));
    assert_non_null(strstr(said, "16.0 ns 16.0 ns  +0.0 %"));
    assert_non_null(strstr(said, "no difference resolved: 4."));
}

static void files_without_a_common_cell_are_not_confirmed(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result_of("depth/4", after, (struct sheet){"one", fast, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "no timed cell in common"));
}

/* The floor is what the two sets of the build before say of one another. */
static void a_difference_below_the_noise_floor_is_not_called(void **state)
{
    struct report_difference difference = {.is_suspect = true};
    struct report_comparison comparison = {.differences = &difference, .count = 1};
    double first[24], again[24], later[24];
    (void)state;
    for (int i = 0; i < 24; i++) {
        first[i] = 10 + i * 0.001;
        again[i] = 10.8 + i * 0.001;
        later[i] = 10.7 + i * 0.001;
    }
    report_comparison_enter(&difference, first, again, later, 24);
    report_comparison_conclude(&comparison);
    assert_true(difference.adjusted < 0.001);
    assert_true(difference.floor > 0.075 && difference.ratio > 1.06 && difference.ratio < 1.075);
    assert_int_equal(difference.call, REPORT_CALL_NONE);
}

/* The files cannot tell a slow session from a slow build; a look clears everybody. */
static void a_slow_session_is_suspected_and_a_look_clears_it(void **state)
{
    char said[SAID];
    const char *fast = write_program("corolab_time-fast", 17);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", fast, 17 * 1.4, 196, 1.4});
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
    assert_non_null(strstr(said, "Suspects: 4"));
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", "--fail-if-slower", "5", NULL}), 0);
    assert_non_null(strstr(said, "Faster: 0, slower: 0; no difference resolved: 4."));
}

static void what_the_files_hide_a_look_finds(void **state)
{
    char said[SAID];
    const char *slow = write_program("corolab_time-slow", 20), *fast = write_program("corolab_time-fast", 17);
    (void)state;
    write_result(before, (struct sheet){"one", fast, 17, 196, 1});
    write_result(after, (struct sheet){"one", slow, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 0);
    assert_non_null(strstr(said, "Faster: 0, slower: 4; no difference resolved: 0."));
}

static void a_trace_that_a_file_was_not_made_with_is_refused(void **state)
{
    char said[SAID];
    const char *program = write_program("corolab_time-slow", 17), *trace = path_of("other.csv");
    (void)state;
    write_text(trace, "# corolab trace 1: x\n");
    more_of_plan = ",\"trace\":\"mine.csv\",\"trace_sha256\":"
                   "\"0000000000000000000000000000000000000000000000000000000000000000\"";
    write_result(before, (struct sheet){"one", program, 17, 196, 1});
    write_result(after, (struct sheet){"one", program, 20, 196, 1});
    more_of_plan = "";
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", NULL}), 1);
    assert_non_null(strstr(said, "was made with the trace mine.csv: name it with --trace FILE\n"));
    assert_int_equal(compare(said, (const char *const[]){before, after, "--confirm", "--trace", trace, NULL}), 1);
    assert_non_null(strstr(said, "was not made with the trace "));
    assert_non_null(strstr(said, "other.csv: name another\n"));
}

static void words_that_make_no_sense_are_refused(void **state)
{
    char said[SAID];
    const char *const lines[][4] = {{NULL}, {"a", NULL}, {"a", "b", "c", NULL}, {"--confrim", "a", "b", NULL},
                                    {"--fail-if-slower", "five", "a", NULL}, {"--fail-if-slower", "-1", "a", NULL},
                                     {"a", "b", "--md", NULL}, {"a", "b", "--seed=1", NULL}, {"a", "b", "--text=x", NULL},
                                    {"a", "b", "--trace=x", NULL}, {"a", "b", "--build=/tmp", NULL},
                                    {"a", "b", "--build=/nowhere", NULL}, {"a", "--md=x", "--md=y", NULL},
                                    {"a", "b", "--md=", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_int_equal(compare(said, lines[i]), 2);
        assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);      /* one sentence */
    }
}

static void a_file_that_is_none_is_one_sentence(void **state)
{
    char said[SAID];
    const char *torn = path_of("torn.json");
    (void)state;
    write_text(torn, "{\"schema\":\"corolab.result/1\",\"stra");
    assert_int_equal(compare(said, (const char *const[]){before, torn, NULL}), 1);
    assert_non_null(strstr(said, "torn.json"));
    assert_int_equal(compare(said, (const char *const[]){before, path_of("nowhere.json"), NULL}), 1);
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

static void markdown_is_not_written_over_a_file_that_was_compared(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--md", after, NULL}), 1);
    assert_non_null(strstr(said, "would destroy it"));
    assert_int_equal(compare(said, (const char *const[]){before, after, NULL}), 0);
}

static void markdown_has_what_the_terminal_has(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17 * 1.2, 200, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--md", "-", NULL}), 0);
    assert_non_null(strstr(said, "### Before and after\n\n**Suspects: 1, "));
    assert_non_null(strstr(said, "| `box` | `ready` | 17.1 ns | 20.5 ns | +20 % (+19 % to +21 %) | 0.1 % |"));
    assert_non_null(strstr(said, "| `box` | `ready` | instructions | 196 | 200 |"));
}

static void a_page_has_the_verdict_first_then_the_changed_cells(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"one", NULL, 17 * 1.2, 200, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--html", "-", NULL}), 0);
    assert_non_null(strstr(said, "<title>Before and after: corolab</title>"));
    const char *verdict = strstr(said, "Suspects: 1, "), *changed = strstr(said, "<code>box</code> on <code>ready</code></th>");
    const char *folded = strstr(said, "<details><summary>Cells without a difference: 3</summary>");
    assert_true(verdict != NULL && verdict < changed && changed < folded);
    assert_non_null(strstr(said, "title=\"before, in the file: 17.1 ns, of 10: 17.0 ns (round 1)"));
    assert_non_null(strstr(said, "<td>instructions</td><td class=\"r\">196</td><td class=\"r\">200</td>"));
}

static void a_page_without_a_change_says_so(void **state)
{
    char said[SAID];
    (void)state;
    assert_int_equal(compare(said, (const char *const[]){before, before, "--html", "-", NULL}), 0);
    assert_non_null(strstr(said, "No cell changed: of 4 with times in both files"));
    assert_non_null(strstr(said, "No count differs: 1 are in both files."));
}

static void a_page_of_two_machines_gives_no_verdict_on_times(void **state)
{
    char said[SAID];
    (void)state;
    write_result(after, (struct sheet){"another", NULL, 17, 196, 1});
    assert_int_equal(compare(said, (const char *const[]){before, after, "--html", "-", NULL}), 0);
    assert_non_null(strstr(said, "No verdict: the files come from different machines or builds (cpu)"));
    assert_non_null(strstr(said, "<summary>Cells that are not compared: 4</summary>"));
    assert_null(strstr(said, "no difference resolved"));
}

static void two_outputs_to_one_file_are_refused(void **state)
{
    char said[SAID];
    const char *same = path_of("same");
    (void)state;
    assert_int_equal(compare(said, (const char *const[]){before, before, "--html", same, "--md", same, NULL}), 2);
    assert_int_equal(compare(said, (const char *const[]){before, before, "--html", "-", "--md", "-", NULL}), 2);
    assert_int_equal(compare(said, (const char *const[]){before, before, "--html", "", NULL}), 2);
    assert_int_equal(compare(said, (const char *const[]){before, before, "--html", before, NULL}), 1);
}

static int make_directory(void **state)
{
    (void)state;
    return mkdtemp(directory) == NULL;
}

static int remove_directory(void **state)
{
    static const char *const names[] = {"before.json", "after.json", "captured", "torn.json", "corolab_time-slow",
                                        "corolab_time-fast", "corolab_time-broken", "starts", "met", "hostile", "other.csv"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unlink(path_of(names[i]));
    return rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_same_file_twice_has_no_suspects, set_up),
        cmocka_unit_test_setup(files_alone_suspect_and_never_call, set_up),
        cmocka_unit_test_setup(environments_come_first, set_up),
        cmocka_unit_test_setup(counts_that_differ_are_shown_without_statistics, set_up),
        cmocka_unit_test_setup(a_slower_cell_fails_where_that_was_asked_for, set_up),
        cmocka_unit_test_setup(a_suspect_is_measured_again_with_both_programs, set_up),
        cmocka_unit_test_setup(a_suspect_that_does_not_happen_again_is_no_difference, set_up),
        cmocka_unit_test_setup(a_suspect_that_cannot_be_measured_stays_one, set_up),
        cmocka_unit_test_setup(a_cell_that_cannot_be_measured_does_not_hide_the_others, set_up),
        cmocka_unit_test_setup(a_cell_that_breaks_while_it_is_measured_again_is_a_suspect, set_up),
        cmocka_unit_test_setup(both_builds_run_side_by_side_unless_the_wall_clock_counts, set_up),
        cmocka_unit_test_setup(no_line_is_wider_than_a_terminal, set_up),
        cmocka_unit_test_setup(what_was_measured_is_shown_though_a_file_cannot_be_written, set_up),
        cmocka_unit_test_setup(a_program_that_has_changed_is_not_measured, set_up),
        cmocka_unit_test_setup(a_program_that_only_the_file_names_is_not_run, set_up),
        cmocka_unit_test_setup(a_name_of_the_file_is_no_argument_unless_the_table_has_it, set_up),
        cmocka_unit_test_setup(fresh_times_far_from_the_file_s_are_named, set_up),
        cmocka_unit_test_setup(a_cell_that_the_look_clears_is_shown_where_its_file_says_otherwise, set_up),
        cmocka_unit_test_setup(files_without_a_common_cell_are_not_confirmed, set_up),
        cmocka_unit_test_setup(a_difference_below_the_noise_floor_is_not_called, set_up),
        cmocka_unit_test_setup(a_slow_session_is_suspected_and_a_look_clears_it, set_up),
        cmocka_unit_test_setup(what_the_files_hide_a_look_finds, set_up),
        cmocka_unit_test_setup(a_trace_that_a_file_was_not_made_with_is_refused, set_up),
        cmocka_unit_test_setup(words_that_make_no_sense_are_refused, set_up),
        cmocka_unit_test_setup(a_file_that_is_none_is_one_sentence, set_up),
        cmocka_unit_test_setup(markdown_is_not_written_over_a_file_that_was_compared, set_up),
        cmocka_unit_test_setup(markdown_has_what_the_terminal_has, set_up),
        cmocka_unit_test_setup(a_page_has_the_verdict_first_then_the_changed_cells, set_up),
        cmocka_unit_test_setup(a_page_without_a_change_says_so, set_up),
        cmocka_unit_test_setup(a_page_of_two_machines_gives_no_verdict_on_times, set_up),
        cmocka_unit_test_setup(two_outputs_to_one_file_are_refused, set_up),
    };
    return cmocka_run_group_tests_name("compare", tests, make_directory, remove_directory);
}
