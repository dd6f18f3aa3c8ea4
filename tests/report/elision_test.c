/* SPDX-License-Identifier: MIT */
/* Promises on the table of programs that a compiler saw whole. The inputs are small results of made-up counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/elision.h"
#include "report/analysis/fidelity.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

enum { WORKLOADS = 2 };
static const char *const workloads[WORKLOADS] = {"ready", "pending/8"};

struct row {
    const char *name, *sentence;
    double allocations[WORKLOADS];      /* negative: not counted */
    const char *reason;                 /* why it runs on no workload; NULL: it does */
};

static void build_row(struct result_builder *build, const struct row *row)
{
    char members[256];

    snprintf(members, sizeof members, "\"sentence\":\"%s\"", row->sentence == NULL ? "" : row->sentence);
    result_builder_strategy(build, row->name, members);
    for (size_t i = 0; i < WORKLOADS; i++) {
        result_builder_cell(build, row->name, workloads[i], row->reason == NULL ? "ok" : "unsupported", row->reason);
        if (row->reason != NULL || row->allocations[i] < 0)
            continue;
        result_builder_sample(build, row->name, workloads[i], "allocations", row->allocations[i], 0);
        result_builder_sample(build, row->name, workloads[i], "instructions", 7 + 160 * row->allocations[i], 0);
        result_builder_sample(build, row->name, workloads[i], "time_ns", 7, 0);
    }
}

static struct report_result *result_of(const struct row *rows, size_t count)
{
    struct result_builder *build = result_builder_new();

    for (size_t i = 0; i < WORKLOADS; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t i = 0; i < count; i++)
        build_row(build, &rows[i]);
    return made_result(build);
}

static const struct row ordinary_rows[] = {
    {"peer:cpp20/clang/elidable", "a task (clang++ 14.0.6 -O2)", {0}, "unknown attribute"},
    {"peer:one_unit/gcc/box", "the row (gcc 12.2.0 -O2)", {1, 1}, NULL},
    {"peer:rust/one_crate/unwind", "Box (rustc 1.95.0 -O -C panic=unwind)", {1, 1}, NULL},
    {"peer:rust/one_crate/abort", "Box (rustc 1.95.0 -O -C panic=abort)", {0, 1}, NULL},
    {"peer:rust/box", "Box (rustc 1.95.0)", {1, 1}, NULL},
    {"box", "a box", {1, 1}, NULL},
};
enum { ORDINARY_COUNT = sizeof ordinary_rows / sizeof ordinary_rows[0] };

static void expect_sentence(const struct row *rows, size_t count, const char *expected)
{
    struct report_result *result = result_of(rows, count);
    struct report_text text = {0};

    report_elision_say(result, &text);
    assert_string_equal(report_text_string(&text), expected);
    report_text_fini(&text);
    report_result_free(result);
}

static void the_sentence_counts_the_programs_without_a_box_and_names_them(void **state)
{
    (void)state;
    expect_sentence(ordinary_rows, ORDINARY_COUNT,
                    "The box is gone in 1 of 6 programs that a compiler saw whole: on ready by peer:rust/one_crate/abort. It "
                    "stays in every program on pending/8. Absent: peer:cpp20/clang/elidable (unknown attribute).");
}

static void where_the_box_always_stays_the_sentence_says_none(void **state)
{
    static const struct row rows[] = {{"peer:one_unit/gcc/box", NULL, {1, 1}, NULL}, {"box", NULL, {0, 0}, NULL}};
    (void)state;
    expect_sentence(rows, 2, "The box is gone in 0 of 2 programs that a compiler saw whole.");
}

static void a_rare_allocation_of_the_start_is_no_box_and_a_box_in_some_items_is_one(void **state)
{
    static const struct row rows[] = {{"peer:one_unit/gcc/box", NULL, {0.0005, 0.125}, NULL}};
    (void)state;
    expect_sentence(rows, 1, "The box is gone in 1 of 2 programs that a compiler saw whole: on ready by peer:one_unit/gcc/box. "
                             "It stays in every program on pending/8.");
}

static void what_was_not_counted_is_no_program(void **state)
{
    static const struct row rows[] = {{"peer:one_unit/gcc/box", NULL, {-1, 0}, NULL}, {"box", NULL, {1, 1}, NULL}};
    (void)state;
    expect_sentence(rows, 2, "The box is gone in 1 of 1 programs that a compiler saw whole: on pending/8 by "
                             "peer:one_unit/gcc/box.");
}

static void expect_words(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) == NULL)
        fail_msg("no \"%s\" in: %s", words, report_text_string(text));
}

/* A program that failed on ready and ran on pending/8, where its allocations are these; negative: not counted. */
static struct report_result *result_of_one_failure(double allocations)
{
    static const char name[] = "peer:one_unit/gcc/box";
    struct result_builder *build = result_builder_new();

    for (size_t i = 0; i < WORKLOADS; i++)
        result_builder_workload(build, workloads[i], NULL);
    result_builder_strategy(build, name, NULL);
    result_builder_cell(build, name, "ready", "failed", "killed by signal 11");
    result_builder_cell(build, name, "pending/8", "ok", NULL);
    if (allocations >= 0)
        result_builder_sample(build, name, "pending/8", "allocations", allocations, 0);
    return made_result(build);
}

static void a_column_whose_programs_failed_stays_and_is_told(void **state)
{
    struct report_result *result = result_of_one_failure(1);
    struct report_text text = {0}, sentence = {0};
    (void)state;

    report_elision_say(result, &sentence);
    assert_string_equal(report_text_string(&sentence), "The box is gone in 0 of 1 programs that a compiler saw whole. On ready, "
                                                       "1 program failed.");
    report_terminal_add_elision(&text, result);
    expect_words(&text, " one_unit/gcc/box                           failed         1\n");
    report_markdown_add_elision(&text, result);
    expect_words(&text, " | failed | 1 / ");
    made_section(report_page_elision, result, &text);
    expect_words(&text, "<td class=\"none\">failed</td>");
    report_text_fini(&sentence);
    report_text_fini(&text);
    report_result_free(result);
}

static void without_counted_allocations_every_output_names_the_pass(void **state)
{
    struct report_result *result = result_of_one_failure(-1);
    struct report_text terminal = {0}, markdown = {0}, page = {0};
    (void)state;

    report_terminal_add_elision(&terminal, result);
    expect_words(&terminal, "needs the pass allocations");
    report_markdown_add_elision(&markdown, result);
    expect_words(&markdown, "needs the pass allocations");
    made_section(report_page_elision, result, &page);
    expect_words(&page, "needs the pass allocations");
    assert_null(strstr(report_text_string(&page), "leaves them out"));
    report_text_fini(&page);
    report_text_fini(&markdown);
    report_text_fini(&terminal);
    report_result_free(result);
}

static void a_file_without_programs_has_no_table(void **state)
{
    struct report_result *result = result_of(&ordinary_rows[4], 2);
    struct report_elision row;
    struct report_text text = {0};
    (void)state;

    assert_false(report_elision_read(result, 0, &row));
    report_elision_say(result, &text);
    report_terminal_add_elision(&text, result);
    report_markdown_add_elision(&text, result);
    assert_string_equal(report_text_string(&text), "");
    report_text_fini(&text);
    report_result_free(result);
}

static void rows_compiled_apart_come_first_then_rust_then_c_then_cpp(void **state)
{
    static const char *const order[] = {
        "box", "peer:rust/one_crate/unwind", "peer:rust/one_crate/abort", "peer:one_unit/gcc/box", "peer:cpp20/clang/elidable",
    };
    struct report_result *result = result_of(ordinary_rows, ORDINARY_COUNT);
    struct report_elision row;
    size_t count = 0;
    (void)state;

    for (; report_elision_read(result, count, &row); count++)
        assert_string_equal(result->strategies[row.strategy].name, order[count]);
    assert_int_equal(count, sizeof order / sizeof order[0]);
    report_result_free(result);
}

static void every_output_shows_the_compilers_the_counts_and_the_absent(void **state)
{
    struct report_result *result = result_of(ordinary_rows, ORDINARY_COUNT);
    struct report_text terminal = {0}, markdown = {0}, page = {0}, csv = {0};
    (void)state;

    report_terminal_add_elision(&terminal, result);
    expect_words(&terminal, "\nrustc 1.95.0 -O -C panic=abort\n rust/one_crate/abort                        0 · 7   1 · 167\n");
    expect_words(&terminal, " cpp20/clang/elidable                       absent\n");
    report_markdown_add_elision(&markdown, result);
    expect_words(&markdown, "| `peer:rust/one_crate/abort` | rustc 1.95.0 -O -C panic=abort | **0** / 7 | 1 / 167 |\n");
    expect_words(&markdown, "| `peer:cpp20/clang/elidable` | clang++ 14.0.6 -O2 | absent | |\n");
    expect_words(&markdown, "| `box` | caller and callee compiled apart | 1 / 167 | 1 / 167 |\n");
    made_section(report_page_elision, result, &page);
    expect_words(&page, "<td class=\"l\">rustc 1.95.0 -O -C panic=abort</td><td class=\"l\">ready</td><td>0 · 7</td></tr>\n");
    expect_words(&page, "<td class=\"l\">rustc 1.95.0 -O -C panic=abort</td><td class=\"gone\">0 · 7</td><td>1 · 167</td>");
    expect_words(&page, "absent: unknown attribute");
    report_csv_add(&csv, result);
    expect_words(&csv, "\npeer:rust/one_crate/abort,ready,allocations,allocations,0,,,1,ok\n");
    report_text_fini(&csv);
    report_text_fini(&page);
    report_text_fini(&markdown);
    report_text_fini(&terminal);
    report_result_free(result);
}

static void without_rows_compiled_apart_the_terminal_has_no_heading_for_them(void **state)
{
    struct report_result *result = result_of(ordinary_rows, ORDINARY_COUNT - 1);
    struct report_text terminal = {0};
    (void)state;

    report_terminal_add_elision(&terminal, result);
    assert_null(strstr(report_text_string(&terminal), "compiled apart"));
    expect_words(&terminal, "per item\n                                             ready pending/8\nrustc 1.95.0");
    report_text_fini(&terminal);
    report_result_free(result);
}

static void programs_are_in_no_other_table_and_no_counterparts(void **state)
{
    struct report_result *result = result_of(ordinary_rows, ORDINARY_COUNT);
    struct report_text terminal = {0};
    struct report_fidelity pair;
    (void)state;

    report_terminal_add_times(&terminal, result, REPORT_LOOK_PLAIN);
    assert_null(strstr(report_text_string(&terminal), "one_crate"));
    expect_words(&terminal, "peer:rust/box");
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++)
        assert_string_equal(result->strategies[pair.peer.peer].name, "peer:rust/box");
    report_text_fini(&terminal);
    report_result_free(result);
}

static void programs_alone_make_no_table_of_times_and_no_baseline(void **state)
{
    struct report_result *result = result_of(&ordinary_rows[1], 3);
    struct report_text terminal = {0}, markdown = {0}, page = {0};
    (void)state;

    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    assert_null(strstr(report_text_string(&terminal), "Time per item"));
    assert_null(strstr(report_text_string(&terminal), "No cell was timed"));
    report_terminal_add_times(&page, result, REPORT_LOOK_PLAIN);
    assert_string_equal(report_text_string(&page), "");
    report_markdown_add(&markdown, result);
    assert_null(strstr(report_text_string(&markdown), "Time per item"));
    made_section(report_page_choose, result, &page);
    assert_null(strstr(report_text_string(&page), "Time per item"));
    report_text_fini(&page);
    report_text_fini(&markdown);
    report_text_fini(&terminal);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sentence_counts_the_programs_without_a_box_and_names_them),
        cmocka_unit_test(where_the_box_always_stays_the_sentence_says_none),
        cmocka_unit_test(a_rare_allocation_of_the_start_is_no_box_and_a_box_in_some_items_is_one),
        cmocka_unit_test(what_was_not_counted_is_no_program),
        cmocka_unit_test(a_column_whose_programs_failed_stays_and_is_told),
        cmocka_unit_test(without_counted_allocations_every_output_names_the_pass),
        cmocka_unit_test(a_file_without_programs_has_no_table),
        cmocka_unit_test(rows_compiled_apart_come_first_then_rust_then_c_then_cpp),
        cmocka_unit_test(every_output_shows_the_compilers_the_counts_and_the_absent),
        cmocka_unit_test(without_rows_compiled_apart_the_terminal_has_no_heading_for_them),
        cmocka_unit_test(programs_are_in_no_other_table_and_no_counterparts),
        cmocka_unit_test(programs_alone_make_no_table_of_times_and_no_baseline),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
