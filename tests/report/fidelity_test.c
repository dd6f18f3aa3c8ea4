/* SPDX-License-Identifier: MIT */
/* Promises on models beside their real counterparts. The inputs are small results of made-up counts. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/fidelity.h"
#include "report/markdown/markdown.h"
#include "report/html/page.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

/* A strategy and what an item runs in it, the same on both workloads. */
struct row {
    const char *name, *sentence, *fidelity;
    double instructions, inside, indirect_calls, allocator_calls;   /* all are absent when instructions are negative */
    const char *reason;     /* why it runs on no workload; NULL: it does */
};

static void build_counts(struct result_builder *build, const struct row *row, const char *workload)
{
    result_builder_cell(build, row->name, workload, row->reason == NULL ? "ok" : "unsupported", row->reason);
    if (row->reason != NULL || row->instructions < 0)
        return;
    result_builder_sample(build, row->name, workload, "instructions", row->instructions, 0);
    result_builder_sample(build, row->name, workload, "allocator_instructions", row->inside, 0);
    result_builder_sample(build, row->name, workload, "indirect_calls", row->indirect_calls, 0);
    result_builder_sample(build, row->name, workload, "allocator_calls", row->allocator_calls, 0);
}

/* The result of these rows on `ready` and `workload`; the caller's. */
static struct report_result *result_of(const struct row *rows, size_t count, const char *workload)
{
    struct result_builder *build = result_builder_new();
    char members[256];

    result_builder_workload(build, "ready", NULL);
    result_builder_workload(build, workload, NULL);
    for (size_t i = 0; i < count; i++) {
        snprintf(members, sizeof members, "\"sentence\":\"%s\",\"fidelity\":\"%s\",\"protocol\":\"callee places\"",
                 rows[i].sentence == NULL ? "" : rows[i].sentence, rows[i].fidelity == NULL ? "" : rows[i].fidelity);
        result_builder_strategy(build, rows[i].name, members);
        build_counts(build, &rows[i], "ready");
        build_counts(build, &rows[i], workload);
    }
    return made_result(build);
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
        {.name = "peer:virtual_call"}, {.name = "boxed/box"}, {.name = "peer:one_unit/gcc/box"},
    };
    struct report_result *result = result_of(rows, 10, "pending/8");
    struct report_fidelity pair;
    (void)state;

    assert_int_equal(pair_count(result), 8);
    for (size_t i = 0; report_fidelity_read(result, i, &pair); i++) {
        assert_int_equal(pair.peer.peer, 2 + i / 2);
        assert_int_equal(pair.own, i / 2 < 2 ? 0 : 1);
        assert_int_equal(pair.workload, i % 2);
    }
    report_result_free(result);
}

static void a_peer_whose_row_is_not_in_the_file_borrows_no_other(void **state)
{
    static const struct row rows[] = {
        {.name = "box"}, {.name = "gcc/box"}, {.name = "peer:rust/size_in_vtable/box"}, {.name = "peer:rust_abort/box_slab/box"},
        {.name = "peer:ada/side_stack/box"}, {.name = "peer:cpp20/gcc/one_unit/box"}, {.name = "peer:cpp20/gcc"},
        {.name = "peer:cpp20/clang/gcc/box"},
    };
    struct report_result *result = result_of(rows, 8, "pending/8");
    struct report_fidelity pair;
    (void)state;

    assert_int_equal(pair_count(result), 2);
    assert_true(report_fidelity_read(result, 0, &pair));
    assert_int_equal(pair.peer.peer, 7);
    assert_int_equal(pair.own, 1);
    report_result_free(result);
}

static void only_some_workloads_are_compared(void **state)
{
    static const struct row rows[] = {{.name = "box"}, {.name = "peer:rust/box"}};
    static const struct { const char *workload; size_t pairs; } cases[] = {
        {"depth/4", 1}, {"pending/64", 1}, {"pending/8", 2}, {"result/24", 2}, {"result/100", 2},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report_result *result = result_of(rows, 2, cases[i].workload);
        assert_int_equal(pair_count(result), cases[i].pairs);
        report_result_free(result);
    }
}

static void the_sentence_names_the_workloads_that_were_compared(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 100},
        {.name = "peer:rust_abort/box", .sentence = "a box (rustc 9.9.9, panic=abort)", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 2, "result/24");
    struct report_text said = {0}, terminal = {0};
    (void)state;

    report_fidelity_say(result, &said);
    assert_non_null(strstr(said.bytes, "Each row on ready and result/24 is held against rustc 9.9.9 with panic=abort. Of 2 such "
                                       "pairs, 2 are within 10 % in instructions outside the allocator, indirect calls and "
                                       "allocator calls per item."));
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(terminal.bytes, "\nbox                                  100     100       -\n"));
    report_text_fini(&terminal);
    report_text_fini(&said);
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
    struct report_result *result = result_of(rows, 2, "pending/8");
    struct report_fidelity pair;

    assert_true(report_fidelity_read(result, 0, &pair));
    report_result_free(result);
    return pair.verdict;
}

static void the_bound_is_ten_percent_either_way_in_each_count(void **state)
{
    (void)state;

    assert_int_equal(verdict_on(100, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(110, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(90, 0, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(111, 0, 4, 1), REPORT_FIDELITY_MISS);
    assert_int_equal(verdict_on(1000, 900, 4, 1), REPORT_FIDELITY_WITHIN);
    assert_int_equal(verdict_on(89, 0, 4, 1), REPORT_FIDELITY_MISS);
    assert_int_equal(verdict_on(100, 0, 5, 1), REPORT_FIDELITY_MISS);
    assert_int_equal(verdict_on(100, 0, 3, 1), REPORT_FIDELITY_MISS);
    assert_int_equal(verdict_on(100, 0, 4, 2), REPORT_FIDELITY_MISS);
    assert_int_equal(verdict_on(100, 0, 4, 0), REPORT_FIDELITY_MISS);
}

/* The result, the caller's, of a row of 100 instructions and these peers; and the first of their two pairs. */
static struct report_result *pair_beside(const struct row *peers, size_t count, struct report_fidelity *pair)
{
    struct row rows[4] = {{.name = "box", .instructions = 100, .fidelity = "the poll"}};

    for (size_t i = 0; i < count; i++)
        rows[1 + i] = peers[i];
    struct report_result *result = result_of(rows, 1 + count, "pending/8");
    assert_int_equal(pair_count(result), 2);
    assert_true(report_fidelity_read(result, 0, pair));
    return result;
}

static void a_pair_shows_both_settings_of_panic_and_is_judged_by_abort(void **state)
{
    static const struct row peers[] = {
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9, panic=unwind)", .instructions = 200},
        {.name = "peer:rust_abort/box", .sentence = "a box (rustc 9.9.9, panic=abort)", .instructions = 95},
    };
    struct report_fidelity pair;
    struct report_result *result = pair_beside(peers, 2, &pair);
    (void)state;

    assert_true(pair.peer.peer == 2 && pair.unwind.peer == 1);
    assert_true(pair.peer.outside.peer == 95 && pair.unwind.outside.peer == 200 && pair.unwind.outside.ratio == 0.5);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_WITHIN);
    assert_string_equal(pair.compiler, "rustc 9.9.9");
    report_result_free(result);
}

static void without_its_abort_a_peer_that_unwinds_is_not_judged(void **state)
{
    static const struct row peers[] = {
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9, panic=unwind)", .instructions = 200},
    };
    struct report_fidelity pair;
    struct report_result *result = pair_beside(peers, 1, &pair);
    (void)state;

    assert_true(pair.peer.peer == REPORT_NOT_FOUND && pair.unwind.peer == 1 && pair.unwind.outside.ratio == 0.5);
    assert_true(isnan(pair.peer.outside.ratio));
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNJUDGED);
    report_result_free(result);
}

static void peers_of_a_file_that_does_not_name_the_setting_are_of_abort(void **state)
{
    static const struct row peers[] = {
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9)", .instructions = 200},
    };
    struct report_fidelity pair;
    struct report_result *result = pair_beside(peers, 1, &pair);
    (void)state;

    assert_true(pair.peer.peer == 1 && pair.unwind.peer == REPORT_NOT_FOUND);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_EXPLAINED);
    assert_string_equal(pair.difference, "the poll");
    report_result_free(result);
}

static void a_setting_that_did_not_build_leaves_the_other(void **state)
{
    static const struct row peers[] = {
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9, panic=unwind)", .instructions = 200},
        {.name = "peer:rust_abort/box", .sentence = "a box (rustc 9.9.9, panic=abort)", .reason = "no panic_abort"},
    };
    struct report_fidelity pair;
    struct report_result *result = pair_beside(peers, 2, &pair);
    struct report_text text = {0};
    (void)state;

    assert_string_equal(pair.peer.reason, "no panic_abort");
    assert_true(pair.unwind.reason == NULL && pair.unwind.outside.ratio == 0.5);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNCOUNTED);
    report_fidelity_say(result, &text);
    assert_string_equal(text.bytes, " Absent: peer:rust_abort/box (no panic_abort).");
    report_text_fini(&text);
    report_result_free(result);
}

static void the_sentence_says_once_how_much_unwinding_adds(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 100}, {.name = "poll_next", .instructions = 100},
        {.name = "stackfuture", .instructions = 100},
        {.name = "peer:rust/box", .sentence = "a (panic=unwind)", .instructions = 103},
        {.name = "peer:rust/poll_next", .sentence = "b (panic=unwind)", .instructions = 100},
        {.name = "peer:rust/stackfuture", .sentence = "c (panic=unwind)", .instructions = 137},
        {.name = "peer:rust_abort/box", .sentence = "a (panic=abort)", .instructions = 100},
        {.name = "peer:rust_abort/poll_next", .sentence = "b (panic=abort)", .instructions = 100},
        {.name = "peer:rust_abort/stackfuture", .sentence = "c (panic=abort)", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 9, "pending/8");
    struct report_text text = {0};
    (void)state;

    report_fidelity_say(result, &text);
    assert_non_null(strstr(text.bytes, " is held against rustc with panic=abort"));
    assert_non_null(strstr(text.bytes, ". With panic=unwind, rustc's default, an item of ready takes 3 more instructions there "
                           "in the median of 3 rows, and at most 37 (stackfuture), because each poll"));
    report_text_fini(&text);
    report_result_free(result);
}

static void two_zeros_are_equal_and_a_count_of_what_rustc_never_does_is_a_miss(void **state)
{
    static const struct row rows[] = {
        {.name = "inline_slot", .instructions = 100}, {.name = "peer:rust/inline_slot", .instructions = 100},
        {.name = "box", .instructions = 100, .allocator_calls = 2}, {.name = "peer:rust/box", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 4, "pending/8");
    struct report_fidelity pair;
    (void)state;

    assert_true(report_fidelity_read(result, 0, &pair));
    assert_true(pair.peer.allocator_calls.ratio == 1 && pair.peer.indirect_calls.ratio == 1);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_WITHIN);
    assert_true(report_fidelity_read(result, 2, &pair));
    assert_int_equal(pair.verdict, REPORT_FIDELITY_MISS);
    report_result_free(result);
}

static void only_rustc_is_a_bound(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 200, .fidelity = "ours does more"},
        {.name = "peer:cpp20/gcc/box", .sentence = "a task (per next) (g++ 12.2.0)", .instructions = 100},
    };
    struct report_result *result = result_of(rows, 2, "pending/8");
    struct report_fidelity pair;
    struct report_text text = {0};
    (void)state;

    assert_true(report_fidelity_read(result, 0, &pair));
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNJUDGED);
    assert_string_equal(pair.compiler, "g++ 12.2.0");
    assert_true(pair.peer.outside.ratio == 2);
    assert_string_equal(pair.difference, "");
    report_fidelity_say(result, &text);
    assert_int_equal(text.length, 0);
    report_text_fini(&text);
    report_result_free(result);
}

static void what_was_not_run_or_not_counted_is_not_judged(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .reason = "no space"}, {.name = "poll_next", .instructions = 10},
        {.name = "peer:rust/box", .instructions = 10}, {.name = "peer:rust/poll_next", .instructions = -1},
    };
    struct report_result *result = result_of(rows, 4, "pending/8");
    struct report_fidelity pair;
    (void)state;

    assert_int_equal(pair_count(result), 2);
    assert_true(report_fidelity_read(result, 0, &pair));
    assert_int_equal(pair.peer.peer, 3);
    assert_int_equal(pair.verdict, REPORT_FIDELITY_UNCOUNTED);
    assert_true(isnan(pair.peer.outside.ratio) && pair.peer.reason == NULL);
    report_result_free(result);
}

static void every_output_names_the_misses_the_differences_and_the_absent(void **state)
{
    static const struct row rows[] = {
        {.name = "box", .instructions = 50, .fidelity = "rustc tests it <twice>"},
        {.name = "poll_next", .instructions = 125},
        {.name = "peer:rust/box", .sentence = "a box (rustc 9.9.9, panic=unwind)", .instructions = 105},
        {.name = "peer:rust_abort/box", .sentence = "a box (rustc 9.9.9, panic=abort)", .instructions = 100},
        {.name = "peer:rust_abort/poll_next", .sentence = "by hand (rustc 9.9.9, panic=abort)", .instructions = 100},
        {.name = "peer:cpp20/clang/box", .reason = "clang was not found"},
        {.name = "peer:cpp20/clang/poll_next", .reason = "clang was not found"},
    };
    struct report_result *result = result_of(rows, 7, "pending/8");
    struct report_text summary = {0}, page = {0}, markdown = {0}, terminal = {0};
    (void)state;

    report_fidelity_say(result, &summary);
    assert_string_equal(summary.bytes, "Each row on ready and pending/8 is held against rustc 9.9.9 with panic=abort. Of 4 such "
                        "pairs, 0 are within 10 % in instructions outside the allocator, indirect calls and allocator calls "
                        "per item; 2 differ for a reason that the row states; 2 differ without a stated reason: "
                        "poll_next on ready, 125 instructions against 100; poll_next on pending/8, 125 instructions against 100."
                        " With panic=unwind, rustc's default, an item of ready takes 5 more instructions there, because each "
                        "poll also tests whether the future has panicked."
                        " Absent: peer:cpp20/clang/box, peer:cpp20/clang/poll_next (clang was not found).");
    report_page_add(&page, &result, 1);
    const char *said = strstr(page.bytes, "<td class=\"e\">explained: rustc tests it &lt;twice&gt;</td>");
    assert_non_null(said);
    assert_null(strstr(said + strlen("<td class=\"e\">explained: rustc"), "rustc tests it"));
    assert_non_null(strstr(said, "<td class=\"e\">explained: as above</td>"));
    assert_non_null(strstr(page.bytes, "absent: clang was not found"));
    assert_non_null(strstr(page.bytes, "<td class=\"differs\">50 / 100</td><td>0 / 0</td><td>0 / 0</td>"
                                       "<td>105 · 0 · 0</td><td class=\"e\">explained: rustc"));
    assert_non_null(strstr(page.bytes, ">0.50× explained</text>"));
    assert_non_null(strstr(page.bytes, ">1.25× unexplained</text>"));
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(markdown.bytes, "| `poll_next` | `ready` | 125 / 100 (1.25×) | – | 0 / 0 (1.00×) | – "
                                           "| 0 / 0 (1.00×) | – | unexplained |\n"));
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(terminal.bytes, "is held against rustc 9.9.9"));
    assert_non_null(strstr(terminal.bytes, "\nbox                                   50     100     105      50     100     105\n"
                           "poll_next                            125     100       -     125     100       -\n"));
    report_text_fini(&terminal);
    report_text_fini(&markdown);
    report_text_fini(&page);
    report_text_fini(&summary);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_finds_its_counterparts_by_language_and_by_compiler),
        cmocka_unit_test(a_peer_whose_row_is_not_in_the_file_borrows_no_other),
        cmocka_unit_test(only_some_workloads_are_compared),
        cmocka_unit_test(the_sentence_names_the_workloads_that_were_compared),
        cmocka_unit_test(the_bound_is_ten_percent_either_way_in_each_count),
        cmocka_unit_test(a_pair_shows_both_settings_of_panic_and_is_judged_by_abort),
        cmocka_unit_test(without_its_abort_a_peer_that_unwinds_is_not_judged),
        cmocka_unit_test(peers_of_a_file_that_does_not_name_the_setting_are_of_abort),
        cmocka_unit_test(a_setting_that_did_not_build_leaves_the_other),
        cmocka_unit_test(the_sentence_says_once_how_much_unwinding_adds),
        cmocka_unit_test(two_zeros_are_equal_and_a_count_of_what_rustc_never_does_is_a_miss),
        cmocka_unit_test(only_rustc_is_a_bound),
        cmocka_unit_test(what_was_not_run_or_not_counted_is_not_judged),
        cmocka_unit_test(every_output_names_the_misses_the_differences_and_the_absent),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
