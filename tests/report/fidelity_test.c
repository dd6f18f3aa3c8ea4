/* SPDX-License-Identifier: MIT */
/* What the report says of a model beside its real counterpart, and that it shows what the newer passes count. The inputs are
 * small result files of made-up counts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "report/markdown/csv.h"
#include "report/analysis/fidelity.h"
#include "report/markdown/markdown.h"
#include "report/html/page.h"
#include "report/terminal/terminal.h"

/* A strategy and what an item runs in it, the same on both workloads. */
struct row {
    const char *name, *sentence, *fidelity;
    double instructions, inside, indirect_calls, allocator_calls;   /* all are absent when instructions are negative */
    const char *reason;     /* why it runs on no workload; NULL: it does */
};

static void add_sample(struct report_text *text, const char *strategy, const char *workload, const char *metric, double value)
{
    report_text_format(text, "{\"strategy\":\"%s\",\"workload\":\"%s\",\"metric\":\"%s\",\"unit\":\"x\",\"value\":%g,\"round\":0},",
                     strategy, workload, metric, value);
}

static void add_counts(struct report_text *text, const struct row *row, const char *workload)
{
    if (row->reason != NULL || row->instructions < 0)
        return;
    add_sample(text, row->name, workload, "instructions", row->instructions);
    add_sample(text, row->name, workload, "allocator_instructions", row->inside);
    add_sample(text, row->name, workload, "indirect_calls", row->indirect_calls);
    add_sample(text, row->name, workload, "allocator_calls", row->allocator_calls);
}

/* The result of these rows on `ready` and `workload`, with more samples, each with a comma behind it; the caller's. */
static struct report_result *result_of(const struct row *rows, size_t count, const char *workload, const char *samples)
{
    const char *const workloads[] = {"ready", workload};
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    struct report_text text;

    report_text_init(&text);
    report_text_add(&text, "{\"schema\":\"corolab.result/1\",\"strategies\":[");
    for (size_t i = 0; i < count; i++)
        report_text_format(&text, "%s{\"name\":\"%s\",\"sentence\":\"%s\",\"fidelity\":\"%s\",\"protocol\":\"callee "
                                "places\",\"code_bytes\":%zu}",
                         i == 0 ? "" : ",", rows[i].name, rows[i].sentence == NULL ? "" : rows[i].sentence,
                         rows[i].fidelity == NULL ? "" : rows[i].fidelity, 1000 + i);
    report_text_format(&text, "],\"workloads\":[{\"name\":\"ready\"},{\"name\":\"%s\"}],\"cells\":[", workload);
    for (size_t i = 0; i < 2 * count; i++)
        report_text_format(&text, "%s{\"strategy\":\"%s\",\"workload\":\"%s\",\"status\":\"%s\",\"reason\":\"%s\"}",
                         i == 0 ? "" : ",", rows[i / 2].name, workloads[i % 2], rows[i / 2].reason == NULL ? "ok" : "unsupported",
                         rows[i / 2].reason == NULL ? "" : rows[i / 2].reason);
    report_text_format(&text, "],\"samples\":[%s", samples);
    for (size_t i = 0; i < 2 * count; i++)
        add_counts(&text, &rows[i / 2], workloads[i % 2]);
    text.length--;      /* the last comma */
    report_text_add(&text, "]}");
    if (report_result_parse("test.json", text.bytes, text.length, &result, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
    report_text_fini(&text);
    return result;
}

static size_t pair_count(const struct report_result *result)
{
    struct report_fidelity pair;
    size_t count = 0;

    while (report_fidelity_read(result, count, &pair))
        count++;
    return count;
}

static void a_row_finds_its_counterparts_by_language_and_by_compiler(void **state)
{
    static const struct row rows[] = {
        {.name = "box"}, {.name = "side_stack/param"}, {.name = "peer:rust/box"}, {.name = "peer:cpp20/gcc/box"},
        {.name = "peer:rust/side_stack/param"}, {.name = "peer:cpp20/clang/side_stack/param"}, {.name = "peer:rust/unknown"},
        {.name = "peer:virtual_call"}, {.name = "boxed/box"},
    };
    struct report_result *result = result_of(rows, 9, "pending/8", "");
    struct report_fidelity pair;
    (void)state;

    assert_int_equal(pair_count(result), 8);
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        assert_int_equal(pair.peer, 2 + i / 2);
        assert_int_equal(pair.own, i / 2 < 2 ? 0 : 1);
        assert_int_equal(pair.workload, i % 2);
    }
    report_result_free(result);
}

static void only_the_two_workloads_are_compared(void **state)
{
    static const struct row rows[] = {{.name = "box"}, {.name = "peer:rust/box"}};
    struct report_result *result = result_of(rows, 2, "depth/4", "");
    (void)state;

    assert_int_equal(pair_count(result), 1);
    report_result_free(result);
}

/* The verdict on a row of these counts, whose counterpart in rustc runs 100 instructions of 150 outside the allocator, calls 4
 * times and allocates once. */
static enum report_fidelity_verdict verdict_on(double instructions, double inside, double indirect_calls, double allocator_calls)
{
    const struct row rows[] = {
        {.name = "box", .instructions = instructions, .inside = inside, .indirect_calls = indirect_calls,
         .allocator_calls = allocator_calls},
        {.name = "peer:rust/box", .instructions = 150, .inside = 50, .indirect_calls = 4, .allocator_calls = 1},
    };
    struct report_result *result = result_of(rows, 2, "pending/8", "");
    struct report_fidelity pair;

    assert_true(report_fidelity_read(result, 0, &pair));
    report_result_free(result);
    return pair.verdict;
}

static void the_bound_is_fifteen_percent_either_way_in_each_count(void **state)
{
    (void)state;

    assert_int_equal(verdict_on(100, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(115, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(85, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(116, 0, 4, 1), REPORT_FIDELITY_ABOVE);
    assert_int_equal(verdict_on(1000, 900, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(84, 0, 4, 1), REPORT_FIDELITY_BELOW);
    assert_int_equal(verdict_on(100, 0, 5, 1), REPORT_FIDELITY_ABOVE);
    assert_int_equal(verdict_on(100, 0, 4, 2), REPORT_FIDELITY_ABOVE);
    assert_int_equal(verdict_on(100, 0, 4, 0), REPORT_FIDELITY_BELOW);
    assert_int_equal(verdict_on(50, 0, 4, 2), REPORT_FIDELITY_ABOVE);
}

static void two_zeros_are_equal_and_a_count_of_what_rustc_never_does_is_above(void **state)
{
    static const struct row rows[] = {
        {.name = "inline_slot", .instructions = 100}, {.name = "peer:rust/inline_slot", .instructions = 100},
        {.name = "box", .instructions = 100, .allocator_calls = 2}, {.name = "peer:rust/box", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 4, "pending/8", "");
    struct report_fidelity pair;
    (void)state;

    assert_true(report_fidelity_read(result, 0, &pair));
    assert_true(pair.allocator_calls.ratio == 1 && pair.indirect_calls.ratio == 1);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_WITHIN);
    assert_true(report_fidelity_read(result, 2, &pair));
    assert_int_equal(pair.verdict, REPORT_FIDELITY_ABOVE);
    report_result_free(result);
}

static void only_rustc_is_a_bound(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 200, .fidelity = "ours does more"},
        {.name = "peer:cpp20/gcc/box", .sentence = "a task (per next) (g++ 12.2.0)", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 2, "pending/8", "");
    struct report_fidelity pair;
    struct report_text text;
    (void)state;

    assert_true(report_fidelity_read(result, 0, &pair));
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNJUDGED);
    assert_string_equal(pair.compiler, "g++ 12.2.0");
    assert_true(pair.outside.ratio == 2);
    assert_string_equal(report_fidelity_difference(result, &pair), "");
    report_text_init(&text);
    report_fidelity_say(result, &text);
    assert_int_equal(text.length, 0);
    report_result_free(result);
}

static void what_was_not_run_or_not_counted_is_not_judged(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .reason = "no space"}, {.name = "poll_next", .instructions = 10},
        {.name = "peer:rust/box", .instructions = 10}, {.name = "peer:rust/poll_next", .instructions = -1},
    };
    struct report_result *result = result_of(rows, 4, "pending/8", "");
    struct report_fidelity pair;
    (void)state;

    assert_int_equal(pair_count(result), 2);
    assert_true(report_fidelity_read(result, 0, &pair));
    assert_int_equal(pair.peer, 3);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNCOUNTED);
    assert_true(isnan(pair.outside.ratio) && pair.reason == NULL);
    report_result_free(result);
}

static void every_output_names_the_misses_the_differences_and_the_absent(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 50, .fidelity = "rustc tests it <twice>"},
        {.name = "poll_next", .instructions = 125, .fidelity = "what rustc leaves out"},
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9)", .instructions = 100},
        {.name = "peer:rust/poll_next", .sentence = "by hand (rustc 9.9.9)", .instructions = 100},
        {.name = "peer:cpp20/clang/box", .reason = "clang was not found"},
        {.name = "peer:cpp20/clang/poll_next", .reason = "clang was not found"},
    };
    struct report_result *result = result_of(rows, 6, "pending/8", "");
    struct report_text summary, page, markdown, terminal;
    (void)state;

    report_text_init(&summary);
    report_fidelity_say(result, &summary);
    assert_string_equal(summary.bytes,
                        "Held against rustc 9.9.9 in instructions outside the allocator, indirect calls and allocator calls per "
                        "item, on ready and pending/8: of 4 pairs 0 are within 15 %, 2 below, 2 above: poll_next on ready, 125 "
                        "instructions against 100; poll_next on pending/8, 125 instructions against 100. Absent: "
                        "peer:cpp20/clang/box, peer:cpp20/clang/poll_next (clang was not found).");
    report_text_init(&page);
    report_page_add(&page, &result, 1);
    assert_non_null(strstr(page.bytes, "rustc tests it &lt;twice&gt;"));
    assert_null(strstr(page.bytes, "what rustc leaves out"));       /* a row above is a miss: rustc does not do more */
    assert_non_null(strstr(page.bytes, "absent: clang was not found"));
    assert_non_null(strstr(page.bytes, "<b>0.50×</b><small>50 / 100</small>"));
    report_text_init(&markdown);
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(markdown.bytes, "| `peer:rust/poll_next` | rustc 9.9.9 | `ready` | 125 / 100 (1.25×) | 0 / 0 (1.00×) "
                                           "| 0 / 0 (1.00×) | above |\n"));
    assert_non_null(strstr(markdown.bytes, "absent: clang was not found |\n"));
    report_text_init(&terminal);
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(terminal.bytes, "Held against rustc 9.9.9"));
    report_text_fini(&terminal);
    report_text_fini(&markdown);
    report_text_fini(&page);
    report_text_fini(&summary);
    report_result_free(result);
}

static void what_the_newer_passes_count_is_shown(void **state)
{
    static const char *const metrics[] = {"p50_ns", "p99_ns", "p999_ns", "max_ns", "clock_ns", "syscalls", "minor_faults",
                                          "major_faults", "peak_live_bytes", "mapped_stacks"};
    static const char *const shown[] = {
        "<small>10.0 ns</small><b>11.0 ns</b><small>12.0 ns</small><small>13.0 ns</small>",
        "not subtracted: 14.0 ns, measured back to back",
        "<b>15</b><small>16 minor</small><small>17 major</small>", "<td class=\"\">18 B</td><td class=\"\">19</td>",
        "<td class=\"r\">1000 B</td>",
    };
    static const struct row rows[] = {{.name = "box", .instructions = 50}};
    struct report_text samples, page, csv;
    (void)state;

    report_text_init(&samples);
    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
        add_sample(&samples, "box", "ready", metrics[i], 10 + (double)i);
    struct report_result *result = result_of(rows, 1, "pending/8", samples.bytes);
    report_text_init(&page);
    report_page_add(&page, &result, 1);
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(page.bytes, shown[i]) == NULL)
            fail_msg("the page does not show %s", shown[i]);
    report_text_init(&csv);
    report_csv_add(&csv, result);
    assert_non_null(strstr(csv.bytes, "\nbox,,code_bytes,B,1000,,,1,ok\n"));
    assert_non_null(strstr(csv.bytes, "\nbox,ready,p99_ns,x,11,,,1,ok\n"));
    report_text_fini(&csv);
    report_text_fini(&page);
    report_text_fini(&samples);
    report_result_free(result);
}

static void what_a_peer_does_not_run_is_blank_in_markdown(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 50}, {.name = "max_space", .reason = "no table"},
        {.name = "peer:rust/box", .instructions = 50},
        {.name = "peer:fiber", .reason = "nothing to measure"},
    };
    struct report_text samples, markdown;
    (void)state;

    report_text_init(&samples);
    add_sample(&samples, "box", "ready", "time_ns", 10);
    add_sample(&samples, "box", "pending/8", "time_ns", 10);
    add_sample(&samples, "peer:rust/box", "ready", "time_ns", 20);
    struct report_result *result = result_of(rows, 4, "pending/8", samples.bytes);
    report_text_init(&markdown);
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(markdown.bytes, "| `max_space` | unsupported | unsupported |\n"));
    assert_non_null(strstr(markdown.bytes, "| `peer:rust/box` | 2.00× | "));
    assert_null(strstr(markdown.bytes, "`peer:fiber`"));
    report_text_fini(&markdown);
    report_text_fini(&samples);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_finds_its_counterparts_by_language_and_by_compiler),
        cmocka_unit_test(only_the_two_workloads_are_compared),
        cmocka_unit_test(the_bound_is_fifteen_percent_either_way_in_each_count),
        cmocka_unit_test(two_zeros_are_equal_and_a_count_of_what_rustc_never_does_is_above),
        cmocka_unit_test(only_rustc_is_a_bound),
        cmocka_unit_test(what_was_not_run_or_not_counted_is_not_judged),
        cmocka_unit_test(every_output_names_the_misses_the_differences_and_the_absent),
        cmocka_unit_test(what_the_newer_passes_count_is_shown),
        cmocka_unit_test(what_a_peer_does_not_run_is_blank_in_markdown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
