/* SPDX-License-Identifier: MIT */
/* The verdicts on claims, made of their halves: those that samples decide, those of older files, and how outputs count and show
 * them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "report/analysis/blog_table.h"
#include "report/html/page.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "tests/report/made_result.h"

#define HALF(words, answer) "{\"under\":\"" words "\",\"probe\":\"allocates\",\"says\":\"yes\"" answer ",\"evidence\":\"seen\"}"
#define YES ",\"answer\":\"yes\""
#define NO ",\"answer\":\"no\""
/* Is box slower than strategy_1/param by that ratio? */
#define SLOWER(ratio, more) \
    "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"strategy_1/param\",\"ratio\":" ratio more \
    ",\"evidence\":\"the report decides it\"}"
#define COUNTED(more) "{\"probe\":\"counted_allocations\",\"says\":\"yes\"" more ",\"evidence\":\"the report decides it\"}"

/* A claim of box, out of row 1. */
static void build_claim(struct result_builder *build, const char *verdict, const char *halves, const char *more)
{
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"requires allocation\","
                          "\"verdict\":\"%s\",\"halves\":[%s]%s", verdict, halves, more);
}

/* A full run in which box takes `factor` times the time of the others. */
static struct result_builder *build_full(double factor)
{
    struct ordinary made = ordinary;

    made.first_factor = factor;
    struct result_builder *build = build_ordinary(&made);
    build_full_plan(build);
    return build;
}

/* The verdict on a claim that check has left to the report. Its first half's evidence must contain the words. */
static enum report_verdict decided(struct result_builder *build, const char *halves, const char *words)
{
    build_claim(build, "answered by report", halves, "");
    struct report_result *result = made_result(build);
    enum report_verdict verdict = result->claims[0].verdict;
    if (strstr(result->claims[0].halves[0].evidence, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", result->claims[0].halves[0].evidence, words);
    report_result_free(result);
    return verdict;
}

static void two_halves_make_one_verdict(void **state)
{
    enum report_half_outcome holds = REPORT_HALF_HOLDS, fails = REPORT_HALF_FAILS;
    const enum report_half_outcome unknown = REPORT_HALF_UNDECIDED, left = REPORT_HALF_LEFT;
    const enum report_join conditions = REPORT_JOIN_CONDITIONS, parts = REPORT_JOIN_PARTS;
    (void)state;

    assert_int_equal(report_verdict_of(&holds, 1, conditions), REPORT_PROVED);
    assert_int_equal(report_verdict_of(&fails, 1, conditions), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, holds}, 2, conditions), REPORT_PROVED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, fails}, 2, conditions), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, holds}, 2, conditions), REPORT_DEPENDS);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, unknown}, 2, conditions), REPORT_NOT_MEASURED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){left, unknown}, 2, conditions), REPORT_NOT_MEASURED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){left, holds}, 2, conditions), REPORT_LEFT_TO_REPORT);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){holds, holds}, 2, parts), REPORT_PROVED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){fails, holds}, 2, parts), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){unknown, fails}, 2, parts), REPORT_REFUTED);
    assert_int_equal(report_verdict_of((enum report_half_outcome[]){unknown, holds}, 2, parts), REPORT_NOT_MEASURED);
}

static void a_half_about_time_joins_the_half_that_a_probe_decided(void **state)
{
    static const char both[] = HALF("a", YES) "," SLOWER("1.5", ""), other[] = HALF("a", NO) "," SLOWER("1.5", "");
    (void)state;

    assert_int_equal(decided(build_full(2), both, "seen"), REPORT_PROVED);
    assert_int_equal(decided(build_full(1), both, "seen"), REPORT_DEPENDS);
    assert_int_equal(decided(build_full(2), other, "seen"), REPORT_DEPENDS);
    assert_int_equal(decided(build_full(1), other, "seen"), REPORT_REFUTED);
    assert_int_equal(decided(build_full(1.515), other, "seen"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), HALF("a", "") "," SLOWER("1.5", ""), "seen"), REPORT_NOT_MEASURED);
}

static void a_time_is_held_against_the_named_row_by_the_ratio(void **state)
{
    (void)state;

    assert_int_equal(decided(build_full(2), SLOWER("1.5", ""), "held against 1.50"), REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("3", ""), "n = 5"), REPORT_REFUTED);
    assert_int_equal(decided(build_full(2.02), SLOWER("2", ""), "may decide it"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"on\":\"pending/1\""), "on pending/1"), REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("0.6", ",\"of\":\"strategy_2/param\""), "strategy_2/param takes"),
                     REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"against_on\":\"pending/1\""), "on pending/1"), REPORT_PROVED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"against_on\":\"lines\""), "-w '^(ready|lines)$'"),
                     REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("0", ""), "which row and ratio"), REPORT_NOT_MEASURED);
}

static void a_peer_can_be_held_against(void **state)
{
    struct result_builder *build = build_full(2);
    (void)state;

    result_builder_strategy(build, "peer:rust/box", NULL);
    result_builder_cell(build, "peer:rust/box", "ready", "ok", NULL);
    for (int round = 0; round < 5; round++)
        result_builder_sample(build, "peer:rust/box", "ready", "time_ns", 10 + 0.01 * round, round);
    assert_int_equal(decided(build, "{\"probe\":\"time_against\",\"says\":\"no\",\"against\":\"peer:rust/box\",\"ratio\":1.1}",
                             "peer:rust/box 10"), REPORT_REFUTED);
}

static void where_a_row_or_a_workload_is_absent_the_evidence_names_the_command(void **state)
{
    static const char absent_row[] = "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"side_stack/c++\",\"ratio\":1.5}";
    (void)state;

    assert_int_equal(decided(build_full(2), absent_row, "no time for side_stack/c++ on ready; "
                             "`corolab run -s '^(box|side_stack/c..)$' -w '^ready$'` measures it"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"of\":\"gone\""), "-s '^(box|gone|strategy_1/param)$'"),
                     REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), SLOWER("1.5", ",\"on\":\"lines\""), "-w '^lines$'"), REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), COUNTED(",\"of\":\"peer:x\""), "no count of allocations for peer:x"),
                     REPORT_NOT_MEASURED);
    assert_int_equal(decided(build_full(2), "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"strategy_3/param\","
                             "\"ratio\":1.5,\"on\":\"pending/2\"}", "unsupported: There is no space."), REPORT_NOT_MEASURED);
}

static void a_name_out_of_a_file_cannot_end_the_command(void **state)
{
    static const char hostile[] = "{\"probe\":\"time_against\",\"says\":\"yes\",\"against\":\"a)'; rm *; '\",\"ratio\":1.5}";
    (void)state;

    assert_int_equal(decided(build_full(2), hostile, "'^(box|a....rm.....)$'"), REPORT_NOT_MEASURED);
}

static void a_run_that_screens_decides_counts_and_no_times(void **state)
{
    struct result_builder *build = build_ordinary(&ordinary), *counted = build_ordinary(&ordinary);
    (void)state;

    result_builder_header(build, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    assert_int_equal(decided(build, SLOWER("1.5", ""), "screens and gives no verdict: `corolab run --thorough -s"),
                     REPORT_NOT_MEASURED);
    result_builder_header(counted, "plan", "{\"mode\":\"quick\",\"rounds\":5}");
    result_builder_sample(counted, "box", "ready", "allocations", 1, -1);
    assert_int_equal(decided(counted, COUNTED(""), "on ready, an item of box takes 1 allocation"), REPORT_PROVED);
}

static void a_rare_allocation_is_not_one_of_each_item(void **state)
{
    struct result_builder *build = build_full(2);
    (void)state;

    result_builder_sample(build, "strategy_2/param", "pending/1", "allocations", 0.0014, -1);
    assert_int_equal(decided(build, COUNTED(",\"of\":\"strategy_2/param\",\"on\":\"pending/1\""), "0.0014"), REPORT_REFUTED);
}

/* A row whose times swing, so that the noise floor of the whole run is large. */
static void build_noisy(struct result_builder *build)
{
    result_builder_strategy(build, "noisy", "\"protocol\":\"callee places\"");
    result_builder_cell(build, "noisy", "ready", "ok", NULL);
    for (int round = 0; round < 10; round++)
        result_builder_sample(build, "noisy", "ready", "time_ns", round % 2 == 0 ? 1 : 30, round);
}

/* A result with claims of each kind, and many or few rows. */
static struct report_result *made_with_rows(size_t strategies, bool has_noisy)
{
    static const char *const halves[] = {SLOWER("1.9", ""), SLOWER("2.1", ""), SLOWER("1.98", ""),
                                         HALF("a", YES) "," HALF("b", NO), SLOWER("1.5", ",\"of\":\"gone\""), COUNTED("")};
    struct ordinary made = ordinary;

    made.strategies = strategies;
    struct result_builder *build = build_ordinary(&made);
    build_full_plan(build);
    if (has_noisy)
        build_noisy(build);
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++)
        build_claim(build, i == 3 ? "depends" : "answered by report", halves[i], "");
    return made_result(build);
}

static void expect_same_claims(const struct report_result *result, const struct report_result *other)
{
    assert_int_equal(result->claim_count, other->claim_count);
    for (size_t i = 0; i < result->claim_count; i++) {
        assert_int_equal(result->claims[i].verdict, other->claims[i].verdict);
        assert_string_equal(result->claims[i].halves[0].evidence, other->claims[i].halves[0].evidence);
    }
}

static void adding_rows_to_a_result_changes_no_verdict(void **state)
{
    struct report_result *few = made_with_rows(3, false), *many = made_with_rows(40, false), *noisy = made_with_rows(3, true);
    (void)state;

    assert_int_equal(few->claims[0].verdict, REPORT_PROVED);
    assert_int_equal(few->claims[1].verdict, REPORT_REFUTED);
    assert_int_equal(few->claims[2].verdict, REPORT_NOT_MEASURED);
    assert_true(noisy->noise.floor > 0.5);
    expect_same_claims(few, many);
    expect_same_claims(few, noisy);
    report_result_free(few);
    report_result_free(many);
    report_result_free(noisy);
}

static void a_claim_by_construction_is_counted_nowhere(void **state)
{
    struct result_builder *build = build_full(2);
    struct report_text words = {0};
    (void)state;

    build_claim(build, "proved", HALF("", YES), ",\"by_construction\":true");
    build_claim(build, "depends", HALF("on Mondays", YES) "," HALF("on Tuesdays", NO ",\"by_construction\":true"), "");
    build_claim(build, "proved", HALF("", YES), "");
    build_claim(build, "depends", HALF("on Mondays", YES) "," HALF("on Tuesdays", NO ",\"of\":\"strategy_1/param\""), "");
    struct report_result *result = made_result(build);
    report_table_say_verdicts(result, &words);
    assert_string_equal(words.bytes, "The downsides in the blog's table: of 2 claims that a program can decide: 1 proved, 0 "
                        "refuted, 1 depends, 0 not measured; not counted: 2 that follow from a row's construction.");
    report_text_fini(&words);
    report_result_free(result);
}

/* Builds a claim from elsewhere, of the strategy. */
static void build_prose(struct result_builder *build, const char *strategy, const char *halves, const char *more)
{
    result_builder_record(build, "claim", "\"strategy\":\"%s\",\"row\":0,\"downside\":false,\"quote\":\"it allocates\","
                          "\"verdict\":\"proved\",\"halves\":[%s]%s", strategy, halves, more);
}

static void claims_that_the_same_answers_decide_are_counted_once(void **state)
{
    static const char one[] = HALF("a", YES), of_box[] = HALF("", YES ",\"of\":\"box\"");
    static const char other[] = HALF("b", YES ",\"on\":\"x\"");
    struct result_builder *build = build_full(2);
    struct report_text words = {0};
    (void)state;

    build_prose(build, "strategy_1/param", of_box, "");         /* repeats what the table asks of box below */
    build_prose(build, "strategy_1/param", one, "");            /* of another row */
    build_prose(build, "box", HALF("a", YES) "," HALF("b", YES ",\"on\":\"x\""), "");
    build_prose(build, "box", HALF("b", YES ",\"on\":\"x\"") "," HALF("a", YES), "");   /* repeats the same halves */
    build_prose(build, "box", HALF("a", YES) "," HALF("b", YES ",\"on\":\"x\""), ",\"join\":\"and\"");
    build_prose(build, "box", other, "");
    build_claim(build, "proved", one, "");
    struct report_result *result = made_result(build);
    report_table_say_verdicts(result, &words);
    assert_string_equal(words.bytes, "The downsides in the blog's table: of 1 claim that a program can decide: 1 proved, 0 "
                        "refuted, 0 depend, 0 not measured.");
    report_text_fini(&words);
    report_prose_say_verdicts(result, &words);
    assert_non_null(strstr(words.bytes, "of 4 claims that a program can decide: 4 proved, 0 refuted, 0 depend, 0 not measured; "
                           "not counted: 2 that repeat another in other words."));
    report_text_fini(&words);
    report_result_free(result);
}

static void of_two_parts_one_that_fails_refutes(void **state)
{
    struct result_builder *builds[2] = {build_full(1), build_full(2)};
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        build_claim(builds[i], "answered by report", HALF("a", YES) "," SLOWER("1.5", ""), ",\"join\":\"and\"");
        struct report_result *result = made_result(builds[i]);
        assert_int_equal(result->claims[0].verdict, i == 0 ? REPORT_REFUTED : REPORT_PROVED);
        report_result_free(result);
    }
}

/* The outputs that show claims. */
struct outputs { struct report_text terminal, page, markdown; };

static void make_outputs(struct outputs *outputs, struct result_builder *build)
{
    struct report_result *result = made_result(build);

    *outputs = (struct outputs){{0}, {0}, {0}};
    report_terminal_add(&outputs->terminal, result, REPORT_LOOK_PLAIN);
    report_page_add(&outputs->page, &result, 1);
    report_markdown_add(&outputs->markdown, result);
    report_result_free(result);
}

static void free_outputs(struct outputs *outputs)
{
    report_text_fini(&outputs->terminal);
    report_text_fini(&outputs->page);
    report_text_fini(&outputs->markdown);
}

static void expect_once(const char *text, const char *words)
{
    const char *first = strstr(text, words);

    if (first == NULL || strstr(first + 1, words) != NULL)
        fail_msg("\"%s\" does not stand once in: %s", words, text);
}

static void an_older_file_keeps_its_verdicts_and_every_output_says_so_once(void **state)
{
    static const char *const older[] = {"\"probe\":\"time\",\"verdict\":\"answered by report\"",
                                        "\"probe\":\"time_fastest\",\"verdict\":\"not tested\"",
                                        "\"probe\":\"time_against\",\"against\":\"strategy_1/param\",\"verdict\":\"proved\"",
                                        "\"probe\":\"allocates\",\"verdict\":\"refuted\",\"evidence\":\"as it was\""};
    static const enum report_verdict expected[] = {REPORT_NOT_MEASURED, REPORT_NOT_MEASURED, REPORT_PROVED, REPORT_REFUTED};
    struct result_builder *builds[2] = {build_full(2), build_full(2)};
    struct outputs outputs;
    (void)state;

    for (size_t i = 0; i < 2 * sizeof older / sizeof older[0]; i++)
        result_builder_record(builds[i % 2], "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"q\",%s",
                              older[i / 2]);
    struct report_result *result = made_result(builds[0]);
    for (size_t i = 0; i < result->claim_count; i++)
        assert_int_equal(result->claims[i].verdict, expected[i]);
    assert_string_equal(result->claims[3].halves[0].evidence, "as it was");
    report_result_free(result);
    make_outputs(&outputs, builds[1]);
    expect_once(outputs.terminal.bytes, "Verdicts as corolab.result/2 of 2026-11-22T00:42:11Z");
    expect_once(outputs.page.bytes, "Verdicts as corolab.result/2 of 2026-11-22T00:42:11Z had them");
    expect_once(outputs.markdown.bytes, "Verdicts as corolab.result/2 of");
    free_outputs(&outputs);
}

static void an_older_document_is_named_by_its_own_schema(void **state)
{
    struct result_builder *build = build_full(2);
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    struct report_text words = {0};
    (void)state;

    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"q\","
                          "\"probe\":\"time\",\"verdict\":\"not tested\"");
    char *text = result_builder_text(build, RESULT_DOCUMENT);
    assert_int_equal(report_result_parse("test.json", text, strlen(text), &result, &complaint), REPORT_OK);
    report_ledger_say(result, &words);
    assert_non_null(strstr(words.bytes, "Verdicts as corolab.result/1 of 2026-11-22T00:42:11Z had them"));
    report_text_fini(&words);
    report_result_free(result);
    free(text);
}

static void a_file_without_claims_names_the_pass_that_makes_them(void **state)
{
    struct outputs outputs;
    (void)state;

    make_outputs(&outputs, build_full(2));
    expect_once(outputs.terminal.bytes, "the pass check does it");
    expect_once(outputs.page.bytes, "the pass check does it");
    expect_once(outputs.markdown.bytes, "the pass check does it");
    free_outputs(&outputs);
}

static void where_a_verdict_differs_every_output_says_why(void **state)
{
    struct result_builder *build = build_full(2);
    struct outputs outputs;
    (void)state;

    build_claim(build, "refuted", HALF("", NO), ",\"why\":\"on Tuesdays only\"");
    result_builder_record(build, "claim", "\"strategy\":\"box\",\"row\":0,\"downside\":false,\"quote\":\"it is lovely\","
                          "\"verdict\":\"out of reach\",\"halves\":[{\"probe\":\"none\",\"says\":\"yes\",\"evidence\":"
                          "\"a matter of taste\"}]");
    make_outputs(&outputs, build);
    assert_non_null(strstr(outputs.terminal.bytes, "on Tuesdays only"));
    assert_non_null(strstr(outputs.terminal.bytes, "a matter of taste"));
    assert_non_null(strstr(outputs.page.bytes, "1 that no program can decide"));
    assert_non_null(strstr(outputs.page.bytes, "on Tuesdays only"));
    assert_non_null(strstr(outputs.page.bytes, "Refuted: box, “requires allocation”: on Tuesdays only."));
    assert_non_null(strstr(outputs.page.bytes, "a matter of taste"));
    assert_non_null(strstr(outputs.markdown.bytes, "on Tuesdays only"));
    free_outputs(&outputs);
}

static void a_claim_that_depends_shows_both_halves_in_every_output(void **state)
{
    struct result_builder *build = build_full(2);
    struct outputs outputs;
    (void)state;

    build_claim(build, "depends", HALF("on one thread", NO) "," HALF("shared by two threads", YES ",\"of\":\"strategy_1/param\""),
                "");
    make_outputs(&outputs, build);
    assert_non_null(strstr(outputs.terminal.bytes, "on one thread, refuted: seen"));
    assert_non_null(strstr(outputs.terminal.bytes, "shared by two threads, proved by strategy_1/param: seen"));
    assert_non_null(strstr(outputs.page.bytes, "on one thread, refuted: seen<br>shared by two threads, proved by "
                                               "strategy_1/param: seen"));
    assert_non_null(strstr(outputs.page.bytes, "Depends: box, “requires allocation”: on one thread, refuted; "
                                               "shared by two threads, proved."));
    assert_non_null(strstr(outputs.markdown.bytes, "shared by two threads, proved"));
    free_outputs(&outputs);
}

static void undecidable_sentences_stand_once_in_every_output_and_are_escaped(void **state)
{
    struct result_builder *build = build_full(2);
    struct outputs outputs;
    (void)state;

    for (size_t i = 0; i < 2; i++)      /* as of a run that was checked again */
        result_builder_record(build, "undecidable", "\"quote\":\"it <b>reads</b> well\",\"source\":\"part 9\",\"reason\":"
                              "\"a program has no | reader\"");
    make_outputs(&outputs, build);
    expect_once(outputs.terminal.bytes, "1 further sentence that no probe decides");
    expect_once(outputs.page.bytes, "it &lt;b&gt;reads&lt;/b&gt; well");
    expect_once(outputs.page.bytes, "a program has no | reader");
    expect_once(outputs.markdown.bytes, "| “it &lt;b&gt;reads&lt;/b&gt; well” | a program has no \\| reader | part 9 |");
    free_outputs(&outputs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_halves_make_one_verdict),
        cmocka_unit_test(a_half_about_time_joins_the_half_that_a_probe_decided),
        cmocka_unit_test(a_time_is_held_against_the_named_row_by_the_ratio),
        cmocka_unit_test(a_peer_can_be_held_against),
        cmocka_unit_test(where_a_row_or_a_workload_is_absent_the_evidence_names_the_command),
        cmocka_unit_test(a_name_out_of_a_file_cannot_end_the_command),
        cmocka_unit_test(a_run_that_screens_decides_counts_and_no_times),
        cmocka_unit_test(a_rare_allocation_is_not_one_of_each_item),
        cmocka_unit_test(adding_rows_to_a_result_changes_no_verdict),
        cmocka_unit_test(a_claim_by_construction_is_counted_nowhere),
        cmocka_unit_test(claims_that_the_same_answers_decide_are_counted_once),
        cmocka_unit_test(of_two_parts_one_that_fails_refutes),
        cmocka_unit_test(an_older_file_keeps_its_verdicts_and_every_output_says_so_once),
        cmocka_unit_test(an_older_document_is_named_by_its_own_schema),
        cmocka_unit_test(a_file_without_claims_names_the_pass_that_makes_them),
        cmocka_unit_test(where_a_verdict_differs_every_output_says_why),
        cmocka_unit_test(a_claim_that_depends_shows_both_halves_in_every_output),
        cmocka_unit_test(undecidable_sentences_stand_once_in_every_output_and_are_escaped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
