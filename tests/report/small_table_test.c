/* SPDX-License-Identifier: MIT */
/* Promises on the small tables: they answer their questions from the file, interpolate nothing, and decide nothing by few
 * samples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/small_table.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

#define MACHINE "\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\""

enum { ROUNDS = 10 };

struct made_cell { const char *row, *workload; double time, spread; };

static void add_cell(struct result_builder *build, const struct made_cell *cell, size_t rounds)
{
    result_builder_cell(build, cell->row, cell->workload, "ok", NULL);
    for (size_t round = 0; round < rounds; round++)
        result_builder_sample(build, cell->row, cell->workload, "time_ns", cell->time + cell->spread * (double)(round % 4),
                              (int)round);
}

static void expect(const struct report_text *text, const char *words)
{
    if (strstr(report_text_string(text), words) == NULL)
        fail_msg("\"%s\" is not in: %s", words, report_text_string(text));
}

/* Box takes 10 ns more than the slot, whatever the work. */
static struct report_result *work_result(size_t rounds, double spread)
{
    static const char *const members[] = {"ready", "work/100", "work/300", "work/1000"};
    static const double times[] = {5, 50, 150, 500};
    struct result_builder *build = result_builder_new();

    result_builder_header(build, "plan", "{\"mode\":\"default\",\"rounds\":%zu}", rounds);
    result_builder_strategy(build, "box", MACHINE);
    result_builder_strategy(build, "inline_slot", MACHINE);
    result_builder_strategy(build, "poll_next", "\"protocol\":\"polls next\"");
    result_builder_strategy(build, "stackful", "\"caller\":\"stackful\",\"callee\":\"stackful\",\"protocol\":\"calls\"");
    for (size_t i = 0; i < 4; i++)
        result_builder_workload(build, members[i], NULL);
    for (size_t i = 0; i < 4; i++) {
        add_cell(build, &(struct made_cell){"box", members[i], times[i] + 10, spread}, rounds);
        add_cell(build, &(struct made_cell){"inline_slot", members[i], times[i], spread}, rounds);
        add_cell(build, &(struct made_cell){"poll_next", members[i], 1, 0}, rounds);
        add_cell(build, &(struct made_cell){"stackful", members[i], 1, 0}, rounds);
    }
    return made_result(build);
}

static void a_bound_on_the_boxes_share_holds_from_a_measured_member_on(void **state)
{
    struct report_result *result = work_result(ROUNDS, 0);
    struct report_small_table table = {.title = ""};
    (void)state;

    report_work_share_fill(result, &table);
    expect(&table.answer, "From work/300 on, boxing is less than 10 % of an item's time, from work/1000 on less than 5 %.");
    assert_null(strstr(table.answer.bytes, "told apart"));
    assert_int_equal(table.row_count, 4);
    assert_string_equal(table.rows[1].name, "work/100");
    assert_string_equal(table.rows[1].cells[2].text, "17 %");
    report_small_table_fini(&table);
    report_result_free(result);
}

/* At 300 the median is 6 %, but the interval's far end is not below 10 %. */
static void a_wide_interval_moves_the_bound_to_a_later_member(void **state)
{
    struct report_result *result = work_result(ROUNDS, 3);
    struct report_small_table table = {.title = ""};
    (void)state;

    report_work_share_fill(result, &table);
    expect(&table.answer, "From work/1000 on, boxing is less than 10 % of an item's time, from work/1000 on less than 5 %");
    report_small_table_fini(&table);
    report_result_free(result);
}

/* The row that is fastest on ready costs twice the box where items work: that says nothing of boxing. */
static void a_row_that_is_slower_than_box_is_not_said_to_be_as_good(void **state)
{
    struct result_builder *build = result_builder_new();
    struct report_small_table table = {.title = ""};
    (void)state;

    result_builder_strategy(build, "box", MACHINE);
    result_builder_strategy(build, "inline_slot", MACHINE);
    for (size_t i = 0; i < 2; i++) {
        result_builder_workload(build, i == 0 ? "ready" : "work/10", NULL);
        add_cell(build, &(struct made_cell){"box", i == 0 ? "ready" : "work/10", 10, 0}, ROUNDS);
        add_cell(build, &(struct made_cell){"inline_slot", i == 0 ? "ready" : "work/10", i == 0 ? 5 : 20, 0}, ROUNDS);
    }
    struct report_result *result = made_result(build);
    report_work_share_fill(result, &table);
    expect(&table.answer, "No workload here shows that boxing is below 10 % of an item's time. Box is the faster on work/10:");
    assert_string_equal(table.rows[1].cells[2].text, "box is faster");
    report_small_table_fini(&table);
    report_result_free(result);
}

static void few_samples_decide_nothing_about_the_boxes_share(void **state)
{
    struct report_result *result = work_result(4, 0);
    struct report_small_table table = {.title = ""};
    (void)state;

    report_work_share_fill(result, &table);
    expect(&table.answer, "Under 5 samples a cell cannot say");
    report_small_table_fini(&table);
    report_result_free(result);
}

/* The names of the rows are the file's, and may be of any length. */
static void no_line_of_a_small_table_is_wider_than_a_terminal(void **state)
{
    static const char name[] = "a_very_long_name_of_a_row_that_takes_nothing_from_the_heap_and_is_the_fastest_of_all_in_this_run";
    struct result_builder *build = result_builder_new();
    struct report_text text = {0};
    (void)state;

    result_builder_strategy(build, "box", "\"protocol\":\"callee places\"");
    result_builder_strategy(build, name, MACHINE);
    for (size_t i = 0; i < 2; i++) {
        result_builder_workload(build, i == 0 ? "ready" : "work/100", NULL);
        add_cell(build, &(struct made_cell){"box", i == 0 ? "ready" : "work/100", 10, 0}, ROUNDS);
        result_builder_sample(build, "box", i == 0 ? "ready" : "work/100", "allocations", 1, 0);
        add_cell(build, &(struct made_cell){name, i == 0 ? "ready" : "work/100", 5, 0}, ROUNDS);
        result_builder_sample(build, name, i == 0 ? "ready" : "work/100", "allocations", 0, 0);
    }
    struct report_result *result = made_result(build);
    report_terminal_add_small_tables(&text, result);
    expect(&text, "does boxing not matter");
    for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
    report_text_fini(&text);
    report_result_free(result);
}

/* Of the caches, the caller's alone takes blocks on real. */
static struct report_result *caches_result(double callee_blocks)
{
    static const struct made_cell cells[] = {
        {"box", "ready", 20, 0.1}, {"box", "real", 50, 0.1}, {"box_jemalloc", "ready", 10, 0.1}, {"box_jemalloc", "real", 50, 5},
        {"caller_cached_box", "ready", 9, 0.1}, {"caller_cached_box", "real", 51, 0.1},
        {"caller_cached_box/jemalloc", "ready", 8, 0.1}, {"caller_cached_box/jemalloc", "real", 49, 4},
        {"callee_cached_box", "ready", 12, 0.1},
    };
    static const char *const rows[] = {"box", "box_jemalloc", "caller_cached_box", "caller_cached_box/jemalloc",
                                       "callee_cached_box"};
    struct result_builder *build = result_builder_new();

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        result_builder_strategy(build, rows[i], "\"protocol\":\"callee places\"");
    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, "real", NULL);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        add_cell(build, &cells[i], ROUNDS);
    result_builder_sample(build, "caller_cached_box", "real", "allocations", 1.9, 0);
    result_builder_sample(build, "callee_cached_box", "ready", "allocations", callee_blocks, 0);
    return made_result(build);
}

static void a_cache_is_held_against_the_allocator_that_it_takes_its_blocks_from(void **state)
{
    struct report_result *result = caches_result(0);
    struct report_small_table table = {.title = ""};
    (void)state;

    report_cached_boxes_fill(result, &table);
    expect(&table.answer, "Against a fresh box from malloc: cached in the caller, faster on ready (0.45×), not told apart on "
                          "real (1.02×); cached in the callee, faster on ready (0.60×).");
    expect(&table.answer, "Against a fresh box from jemalloc: cached in the caller, faster on ready (0.80×), not told apart "
                          "on real (0.96×); cached in the callee, slower on ready (1.20×).");
    assert_null(strstr(table.answer.bytes, "mimalloc"));
    assert_string_equal(table.rows[1].name, "caller_cached_box");
    assert_string_equal(table.rows[1].cells[5].text, "1.90");
    assert_string_equal(table.rows[3].name, "caller_cached_box/jemalloc");
    assert_string_equal(table.rows[3].cells[1].text, "0.80×");
    report_small_table_fini(&table);
    report_result_free(result);
}

static void a_cache_that_takes_blocks_tells_nothing_of_another_allocator(void **state)
{
    struct report_result *result = caches_result(0.5);
    struct report_small_table table = {.title = ""};
    (void)state;

    report_cached_boxes_fill(result, &table);
    expect(&table.answer, "cached in the callee, faster on ready (0.60×). Against a fresh box from jemalloc: cached in the "
                          "caller, faster on ready (0.80×), not told apart on real (0.96×).");
    report_small_table_fini(&table);
    report_result_free(result);
}

static void terminal_and_markdown_draw_the_small_tables(void **state)
{
    struct report_result *result = caches_result(0);
    struct report_text text = {0};
    (void)state;

    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    expect(&text, "\nDoes it pay to cache a box?\n");
    report_text_fini(&text);
    report_markdown_add(&text, result);
    expect(&text, "| `caller_cached_box/jemalloc` | 8.10 ns (8.00 ns to 8.30 ns) | 0.80× |");
    report_text_fini(&text);
    report_page_small_table(&text, result, report_cached_boxes_fill);
    expect(&text, "<details><summary>Does it pay to cache a box?</summary>");
    report_text_fini(&text);
    report_result_free(result);
}

static void a_file_without_their_numbers_has_no_small_table(void **state)
{
    struct report_result *result = made_result(build_ordinary(&ordinary));
    struct report_small_table table;
    (void)state;

    for (size_t i = 1; report_small_table_read(result, i, &table); i++) {   /* the first holds the rows against one another */
        assert_true(report_small_table_is_empty(&table));
        report_small_table_fini(&table);
    }
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bound_on_the_boxes_share_holds_from_a_measured_member_on),
        cmocka_unit_test(a_wide_interval_moves_the_bound_to_a_later_member),
        cmocka_unit_test(a_row_that_is_slower_than_box_is_not_said_to_be_as_good),
        cmocka_unit_test(few_samples_decide_nothing_about_the_boxes_share),
        cmocka_unit_test(no_line_of_a_small_table_is_wider_than_a_terminal),
        cmocka_unit_test(a_cache_is_held_against_the_allocator_that_it_takes_its_blocks_from),
        cmocka_unit_test(a_cache_that_takes_blocks_tells_nothing_of_another_allocator),
        cmocka_unit_test(terminal_and_markdown_draw_the_small_tables),
        cmocka_unit_test(a_file_without_their_numbers_has_no_small_table),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
