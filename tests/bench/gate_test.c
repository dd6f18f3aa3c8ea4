/* SPDX-License-Identifier: MIT */
/* Promises of `corolab compare --fail-if-slower`: each exit status, one by one, on pairs of made-up result files. Each pair
 * differs in one thing. Cell 0 is r0 on w0; the others follow row by row. Longer than 400 lines, because
 * each exit status has several causes, and each cause is a test. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "bench/runner/compare/compare.h"
#include "tests/support/result_builder.h"

enum { ROWS = 5, WORKLOADS = 3, CELLS = ROWS * WORKLOADS, ALL = CELLS };

/* A result file: 15 cells of 10 ns, each with 100 instructions, an allocation and no byte, unless a field says otherwise. */
struct sheet {
    int rounds;                     /* 0: 10 */
    size_t slow_cells;              /* the first so many take `factor` of their time */
    double factor, wobble;          /* wobble: odd rounds take so much more, as a share */
    double offset;                  /* of the rows: added to the time of cell 0, so that it can be zero */
    const char *metric;             /* a count, of cell 0, which is `count` */
    double count;
    bool lacks_count;
    const char *status;             /* of cell 0; "absent": not in the file; "untimed": it has no times */
    bool lacks_row;                 /* r0 */
    bool has_new_row;
    const char *new_status;         /* of its cells; NULL: ok */
    const char *cpu, *build, *task_workload;    /* task_workload: the name of w0; NULL: w0 */
    double adapter_bytes;
    enum result_form form;
    bool is_empty, is_interrupted, has_no_times, has_no_counts;
};

static char directory[] = "/tmp/corolab-gate-XXXXXX";
static char before[PATH_MAX], after[PATH_MAX], said[1 << 16];

static bool is_word(const char *word, const char *other) { return word != NULL && strcmp(word, other) == 0; }

static void add_samples(struct result_builder *build, const struct sheet *sheet, const char *row, const char *workload,
                        size_t cell)
{
    double time = (10 + (double)cell) * (cell < sheet->slow_cells ? sheet->factor : 1);
    int rounds = sheet->rounds == 0 ? 10 : sheet->rounds;
    bool has_times = !sheet->has_no_times && !(cell == 0 && is_word(sheet->status, "untimed"));
    static const struct { const char *metric; double value; } counts[] = {
        { "instructions", 100 }, { "allocations", 1 }, { "allocated_bytes", 0 }, { "bytes_per_waiting_task", 4000 } };

    if (cell == 0 && sheet->offset != 0)
        time = sheet->offset < 0 ? 0 : sheet->offset;
    for (int round = 0; round < rounds && has_times; round++)
        result_builder_sample(build, row, workload, "time_ns", time * (1 + round * 0.001 + round % 2 * sheet->wobble), round);
    for (size_t i = 0; i < sizeof counts / sizeof *counts && !sheet->has_no_counts; i++) {
        bool is_chosen = cell == 0 && is_word(sheet->metric, counts[i].metric);
        if (!(is_chosen && sheet->lacks_count))
            result_builder_sample(build, row, workload, counts[i].metric, is_chosen ? sheet->count : counts[i].value, 0);
    }
}

static void add_cell(struct result_builder *build, const struct sheet *sheet, const char *row, const char *workload, size_t cell)
{
    const char *status = cell == 0 && sheet->status != NULL && !is_word(sheet->status, "untimed") ? sheet->status : "ok";

    status = cell >= CELLS && sheet->new_status != NULL ? sheet->new_status : status;
    if (is_word(status, "absent"))
        return;
    result_builder_cell(build, row, workload, status, is_word(status, "ok") ? NULL : "it ended by signal 11");
    if (is_word(status, "ok"))
        add_samples(build, sheet, row, workload, cell);
}

static void name_workload(char name[32], const struct sheet *sheet, size_t index)
{
    if (index == 0 && sheet->task_workload != NULL)
        snprintf(name, 32, "%s", sheet->task_workload);
    else
        snprintf(name, 32, "w%zu", index);
}

static void write_sheet(const char *path, const struct sheet *sheet)
{
    struct result_builder *build = result_builder_new();
    char row[32], workload[32];

    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":%d}", sheet->rounds == 0 ? 10 : sheet->rounds);
    result_builder_header(build, "environment", "{\"cpu\":\"%s\",\"build\":\"%s\"}", sheet->cpu == NULL ? "one" : sheet->cpu,
                          sheet->build == NULL ? "Release" : sheet->build);
    for (size_t i = sheet->lacks_row; i < ROWS + (size_t)sheet->has_new_row; i++) {
        char members[64];
        snprintf(row, sizeof row, "r%zu", i);
        snprintf(members, sizeof members, "\"adapter_bytes\":%g", sheet->adapter_bytes);
        result_builder_strategy(build, row, sheet->has_no_counts ? NULL : members);
    }
    for (size_t i = 0; i < WORKLOADS; i++) {
        name_workload(workload, sheet, i);
        result_builder_workload(build, workload, NULL);
    }
    for (size_t i = sheet->lacks_row * WORKLOADS; i < CELLS + (size_t)sheet->has_new_row * WORKLOADS && !sheet->is_empty; i++) {
        snprintf(row, sizeof row, "r%zu", i / WORKLOADS);
        name_workload(workload, sheet, i % WORKLOADS);
        add_cell(build, sheet, row, workload, i);
    }
    if (sheet->is_interrupted)
        result_builder_end(build, "\"interrupted\":true");
    assert_int_equal(result_builder_write(build, sheet->form, path), 0);
}

/* Runs the command, and keeps what it printed in `said`. */
static int run(const char *bound, const char *from, const char *to)
{
    char *argv[] = { "compare", (char *)from, (char *)to, "--fail-if-slower", (char *)bound, NULL };
    int kept[2] = { dup(1), dup(2) }, file = memfd_create("said", MFD_CLOEXEC);

    fflush(stdout);
    assert_true(file >= 0 && dup2(file, 1) == 1 && dup2(file, 2) == 2);
    int status = runner_compare_command(5, argv);
    fflush(stdout);
    for (int i = 0; i < 2; i++) {
        dup2(kept[i], i + 1);
        close(kept[i]);
    }
    ssize_t bytes = pread(file, said, sizeof said - 1, 0);
    close(file);
    said[bytes < 0 ? 0 : bytes] = '\0';
    for (char *line_end = said; (line_end = strchr(line_end, '\n')) != NULL;)     /* a sentence is broken into lines */
        *line_end = ' ';
    return status;
}

static void expect(int status, const char *words, const struct sheet *was, const struct sheet *is)
{
    write_sheet(before, was);
    write_sheet(after, is);
    int found = run("5", before, after);
    if (found != status || strstr(said, words) == NULL)
        fail_msg("exit status %d instead of %d, and not \"%s\": %s", found, status, words, said);
}

static const struct sheet plain = { 0 };

static void a_file_against_itself_passes(void **state)
{
    (void)state;
    expect(0, "passed. Of 15 cells", &plain, &plain);
    expect(0, "passed", &(struct sheet){ .rounds = 1 }, &(struct sheet){ .rounds = 1 });
    expect(0, "passed", &(struct sheet){ .status = "failed" }, &(struct sheet){ .status = "failed" });
    expect(0, "passed", &(struct sheet){ .status = "unsupported" }, &(struct sheet){ .status = "unsupported" });
    expect(0, "passed", &(struct sheet){ .offset = -1 }, &(struct sheet){ .offset = -1 });
    write_sheet(before, &plain);
    assert_int_equal(run("0", before, before), 0);
    assert_int_equal(run("1000", before, before), 0);
}

static void a_faster_file_passes(void **state)
{
    (void)state;
    expect(0, "passed", &plain, &(struct sheet){ .slow_cells = ALL, .factor = 0.3 });
    expect(0, "passed", &plain, &(struct sheet){ .metric = "allocations", .count = 0 });
    expect(0, "passed", &(struct sheet){ .status = "failed" }, &plain);
}

static void a_slower_cell_row_or_file_fails(void **state)
{
    (void)state;
    expect(3, "Slower by more: 1 cell, most of all r0 on w0 (+900 %)", &plain, &(struct sheet){ .slow_cells = 1, .factor = 10 });
    expect(3, "Slower by more: 3 cells", &plain, &(struct sheet){ .slow_cells = WORKLOADS, .factor = 10 });
    expect(3, "Slower by more: 15 cells", &plain, &(struct sheet){ .slow_cells = ALL, .factor = 3 });
    assert_null(strstr(said, "no verdict"));
    expect(3, "Slower by more: 15 cells", &(struct sheet){ .rounds = 5 },
           &(struct sheet){ .rounds = 5, .slow_cells = ALL, .factor = 3 });
    expect(3, "(from 0)", &(struct sheet){ .offset = -1 }, &(struct sheet){ .offset = 10 });
}

static void what_lies_within_the_bound_passes(void **state)
{
    (void)state;
    expect(0, "passed", &plain, &(struct sheet){ .slow_cells = 1, .factor = 1.04 });
    expect(0, "passed", &plain, &(struct sheet){ .metric = "instructions", .count = 104 });
    write_sheet(after, &(struct sheet){ .slow_cells = ALL, .factor = 10 });
    write_sheet(before, &plain);
    assert_int_equal(run("1000", before, after), 0);
    assert_int_equal(run("899", before, after), 3);
    write_sheet(after, &(struct sheet){ .metric = "allocated_bytes", .count = 1 });
    assert_int_equal(run("1000", before, after), 3);
}

static void what_the_noise_floor_hides_does_not_pass(void **state)
{
    const struct sheet few = { .rounds = 5, .wobble = 0.2 };
    (void)state;

    expect(1, "within the noise floor, so not decided: 1 cell, most of all r0 on w0 (+8.0 %)", &few,
           &(struct sheet){ .rounds = 5, .wobble = 0.2, .slow_cells = 1, .factor = 1.08 });
    assert_non_null(strstr(said, "--confirm"));
    expect(3, "Slower by more: 1 cell, most of all r0 on w0 (+8.0 %)", &(struct sheet){ .wobble = 0.2 },
           &(struct sheet){ .wobble = 0.2, .slow_cells = 1, .factor = 1.08 });
}

static void a_file_that_is_too_noisy_for_the_bound_does_not_pass(void **state)
{
    const struct sheet noisy = { .rounds = 5, .wobble = 9 };
    (void)state;

    expect(1, "too noisy for this bound: the halves of one file differ by 90 %", &(struct sheet){ .rounds = 5 }, &noisy);
    assert_non_null(strstr(said, "--confirm"));
    expect(1, "too noisy for this bound", &noisy, &(struct sheet){ .rounds = 5 });
    expect(0, "passed", &noisy, &noisy);
    write_sheet(before, &(struct sheet){ .rounds = 5 });
    assert_int_equal(run("30", before, after), 0);
}

/* The floor of the first file, which is small, is held against it. */
static void a_file_does_not_raise_its_own_floor(void **state)
{
    (void)state;
    expect(3, "Slower by more: 15 cells", &plain, &(struct sheet){ .wobble = 1, .slow_cells = ALL, .factor = 1.5 });
}

static void resident_memory_grows_by_pages(void **state)
{
    (void)state;
    expect(0, "passed", &(struct sheet){ .task_workload = "tasks/100", .metric = "bytes_per_waiting_task", .count = 205 },
           &(struct sheet){ .task_workload = "tasks/100", .metric = "bytes_per_waiting_task", .count = 860 });
    expect(3, "bytes_per_waiting_task of r0 on tasks/100 (205 to 1100)",
           &(struct sheet){ .task_workload = "tasks/100", .metric = "bytes_per_waiting_task", .count = 205 },
           &(struct sheet){ .task_workload = "tasks/100", .metric = "bytes_per_waiting_task", .count = 1100 });
    assert_non_null(strstr(said, "pages, calls: not exact"));
    assert_null(strstr(said, "counted, so exact"));
    expect(3, "bytes_per_waiting_task of r0 on tasks/10000 (205 to 250)",
           &(struct sheet){ .task_workload = "tasks/10000", .metric = "bytes_per_waiting_task", .count = 205 },
           &(struct sheet){ .task_workload = "tasks/10000", .metric = "bytes_per_waiting_task", .count = 250 });
}

static void a_time_of_zero_is_no_time(void **state)
{
    const struct sheet zero = { .slow_cells = ALL, .factor = 0 };
    (void)state;

    expect(1, "A time of 0 is no time: 15 cells, such as r0 on w0", &plain, &zero);
    expect(1, "A time of 0 is no time: 15 cells", &zero, &zero);
    expect(1, "A time of 0 is no time: 1 cell", &plain, &(struct sheet){ .offset = -1 });
}

static void a_ratio_that_outgrows_the_numbers_is_not_from_0(void **state)
{
    (void)state;
    expect(3, "1.0e+307×", &(struct sheet){ .offset = 10 }, &(struct sheet){ .offset = 1e308 });
    assert_null(strstr(said, "from 0"));
}

static void too_few_samples_decide_nothing(void **state)
{
    (void)state;
    expect(1, "with 5 of each, the correction over 15 cells", &(struct sheet){ .rounds = 5 },
           &(struct sheet){ .rounds = 5, .slow_cells = 1, .factor = 10 });
    assert_non_null(strstr(said, "--confirm"));
    expect(1, "Beyond the bound and the noise floor, but not decided: 15 cells", &(struct sheet){ .rounds = 1 },
           &(struct sheet){ .rounds = 1, .slow_cells = ALL, .factor = 3 });
    assert_non_null(strstr(said, "unknown"));
}

static void a_cell_that_is_lost_does_not_pass(void **state)
{
    static const char *const statuses[] = { "failed", "unsupported", "timeout" };
    (void)state;

    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        expect(1, "it ended by signal 11", &plain, &(struct sheet){ .status = statuses[i] });
    expect(1, "r0 on w0 (not run)", &plain, &(struct sheet){ .status = "absent" });
    expect(1, "r0 on w0 (not timed)", &plain, &(struct sheet){ .status = "untimed" });
    expect(1, "3 cells, such as r0 on w0 (not in the file)", &plain, &(struct sheet){ .lacks_row = true });
    expect(1, "it ended by signal 11", &(struct sheet){ .status = "unsupported" }, &(struct sheet){ .status = "failed" });
}

static void a_new_cell_passes_unless_it_fails(void **state)
{
    (void)state;
    expect(0, "only there: 3", &plain, &(struct sheet){ .has_new_row = true });
    expect(1, "r5 on w0 (failed", &plain, &(struct sheet){ .has_new_row = true, .new_status = "failed" });
}

static void an_empty_file_does_not_pass(void **state)
{
    const struct sheet empty = { .is_empty = true };
    (void)state;

    expect(1, "15 cells, such as r0 on w0", &plain, &empty);
    expect(1, "No cell was measured in both", &empty, &plain);
    expect(1, "No cell was measured in both", &empty, &empty);
}

static void a_count_that_grew_fails(void **state)
{
    (void)state;
    expect(3, "most of all allocations of r0 on w0 (1 to 6)", &plain, &(struct sheet){ .metric = "allocations", .count = 6 });
    expect(3, "most of all instructions", &plain, &(struct sheet){ .metric = "instructions", .count = 150 });
    expect(3, "allocated_bytes of r0 on w0 (0 to 48)", &plain, &(struct sheet){ .metric = "allocated_bytes", .count = 48 });
    expect(3, "bytes_per_waiting_task", &plain, &(struct sheet){ .metric = "bytes_per_waiting_task", .count = 8000 });
    expect(3, "adapter_bytes of r0 (0 to 32)", &plain, &(struct sheet){ .adapter_bytes = 32 });
}

static void a_count_that_is_absent_does_not_pass(void **state)
{
    (void)state;
    expect(1, "Counts that the second file lacks: 1, such as instructions of r0 on w0", &plain,
           &(struct sheet){ .metric = "instructions", .lacks_count = true });
    expect(0, "passed", &(struct sheet){ .metric = "instructions", .lacks_count = true }, &plain);
}

static void files_of_two_machines_get_no_verdict(void **state)
{
    (void)state;
    expect(1, "different machines or builds (cpu)", &plain, &(struct sheet){ .cpu = "other", .slow_cells = ALL, .factor = 3 });
    assert_non_null(strstr(said, "the second takes 300 % of the first's time"));
    expect(1, "different machines or builds (cpu)", &plain, &(struct sheet){ .cpu = "other" });
    expect(1, "different machines or builds (build type)", &plain, &(struct sheet){ .build = "Debug" });
}

static void files_of_other_versions_and_rounds_are_compared(void **state)
{
    (void)state;
    expect(0, "passed", &(struct sheet){ .form = RESULT_DOCUMENT }, &plain);
    expect(0, "passed", &plain, &(struct sheet){ .rounds = 6 });
    expect(3, "Slower by more", &(struct sheet){ .form = RESULT_DOCUMENT }, &(struct sheet){ .slow_cells = 1, .factor = 2 });
}

/* The words of the screening for a comparison that was measured afresh on such a machine. */
static void doubts_about_the_machine_are_named(void **state)
{
    struct report_result *result = NULL;
    struct report_complaint complaint;
    struct report_comparison comparison;
    struct report_text text = { 0 };
    (void)state;

    write_sheet(before, &plain);
    assert_int_equal(report_result_load(before, &result, &complaint), REPORT_OK);
    report_comparison_init(&comparison, result, result, 0.05);
    comparison.is_confirmed = true;
    snprintf(comparison.doubts, sizeof comparison.doubts, "governor powersave: the frequency follows the load");
    report_comparison_conclude(&comparison);
    report_comparison_say_screening(&comparison, &text);
    assert_non_null(strstr(text.bytes, "Doubtful, because this machine was not quiet: governor powersave"));
    report_text_fini(&text);
    report_comparison_fini(&comparison);
    report_result_free(result);
}

static void a_run_that_was_interrupted_is_named(void **state)
{
    (void)state;
    write_sheet(before, &plain);
    write_sheet(after, &(struct sheet){ .is_interrupted = true });
    assert_int_equal(run("5", before, after), 0);
    assert_non_null(strstr(said, "The run of the second was interrupted."));
    write_sheet(after, &(struct sheet){ .is_interrupted = true, .status = "absent" });
    assert_int_equal(run("5", before, after), 1);
}

static void files_of_counts_alone_are_held_to_their_counts(void **state)
{
    const struct sheet counts = { .has_no_times = true };
    (void)state;

    expect(0, "passed. Nothing was timed in both files. Of 65 counts, none grew by more", &counts, &counts);
    expect(1, "no time and no count in common", &(struct sheet){ .has_no_times = true, .has_no_counts = true },
           &(struct sheet){ .has_no_times = true, .has_no_counts = true });
    expect(3, "most of all allocations", &counts, &(struct sheet){ .has_no_times = true, .metric = "allocations", .count = 6 });
    expect(1, "15 cells, such as r0 on w0 (not timed)", &plain, &counts);
}

static void a_bound_that_is_none_is_refused(void **state)
{
    static const char *const bounds[] = { "-1", "abc", "nan", "inf", "1001", "", "5x", "-0.1" };
    (void)state;

    write_sheet(before, &plain);
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        assert_int_equal(run(bounds[i], before, before), 2);
}

static int make_directory(void **state)
{
    (void)state;
    if (mkdtemp(directory) == NULL)
        return 1;
    snprintf(before, sizeof before, "%s/before.json", directory);
    snprintf(after, sizeof after, "%s/after.json", directory);
    return 0;
}

static int remove_directory(void **state)
{
    (void)state;
    unlink(before);
    unlink(after);
    return rmdir(directory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_against_itself_passes),
        cmocka_unit_test(a_faster_file_passes),
        cmocka_unit_test(a_slower_cell_row_or_file_fails),
        cmocka_unit_test(what_lies_within_the_bound_passes),
        cmocka_unit_test(what_the_noise_floor_hides_does_not_pass),
        cmocka_unit_test(a_file_that_is_too_noisy_for_the_bound_does_not_pass),
        cmocka_unit_test(a_file_does_not_raise_its_own_floor),
        cmocka_unit_test(resident_memory_grows_by_pages),
        cmocka_unit_test(a_time_of_zero_is_no_time),
        cmocka_unit_test(a_ratio_that_outgrows_the_numbers_is_not_from_0),
        cmocka_unit_test(too_few_samples_decide_nothing),
        cmocka_unit_test(a_cell_that_is_lost_does_not_pass),
        cmocka_unit_test(a_new_cell_passes_unless_it_fails),
        cmocka_unit_test(an_empty_file_does_not_pass),
        cmocka_unit_test(a_count_that_grew_fails),
        cmocka_unit_test(a_count_that_is_absent_does_not_pass),
        cmocka_unit_test(files_of_two_machines_get_no_verdict),
        cmocka_unit_test(files_of_other_versions_and_rounds_are_compared),
        cmocka_unit_test(doubts_about_the_machine_are_named),
        cmocka_unit_test(a_run_that_was_interrupted_is_named),
        cmocka_unit_test(files_of_counts_alone_are_held_to_their_counts),
        cmocka_unit_test(a_bound_that_is_none_is_refused),
    };
    return cmocka_run_group_tests_name("gate", tests, make_directory, remove_directory);
}
