/* SPDX-License-Identifier: MIT */
/* Claims in outputs: how verdicts are counted, and how every output shows them, also those of older files. */
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
#include "tests/report/made_claims.h"

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
    assert_string_equal(words.bytes, "The downsides in the blog's table: of 2 claims that a program can decide: 1 proved, 1 "
                        "depends; not counted: 2 that follow from how their rows are written.");
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
    assert_string_equal(words.bytes, "The downsides in the blog's table: of 1 claim that a program can decide: 1 proved.");
    report_text_fini(&words);
    report_prose_say_verdicts(result, &words);
    assert_non_null(strstr(words.bytes, "of 4 claims that a program can decide: 4 proved; not "
                           "counted: 2 that repeat another in other words."));
    report_text_fini(&words);
    report_result_free(result);
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

    build_claim(builds[1], "proved", HALF("a", YES), "");
    for (size_t i = 0; i < 2 * sizeof older / sizeof older[0]; i++)
        result_builder_record(builds[i % 2], "claim", "\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"q\",%s",
                              older[i / 2]);
    struct report_result *result = made_result(builds[0]);
    for (size_t i = 0; i < result->claim_count; i++)
        assert_int_equal(result->claims[i].verdict, expected[i]);
    assert_non_null(strstr(result->claims[0].halves[0].evidence, "`./lab run --thorough` measures it anew"));
    assert_string_equal(result->claims[3].halves[0].evidence, "as it was");
    report_result_free(result);
    make_outputs(&outputs, builds[1]);
    expect_once(outputs.terminal.bytes, "4 of 5 verdicts are as corolab.result/2 of");
    expect_once(outputs.page.bytes, "4 of 5 verdicts are as corolab.result/2 of 2026-11-22T00:42:11Z");
    expect_once(outputs.markdown.bytes, "4 of 5 verdicts are as corolab.result/2 of");
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
    result_builder_header(build, "environment", "{\"commit\":\"54fea06\"}");
    char *text = result_builder_text(build, RESULT_DOCUMENT);
    assert_int_equal(report_result_parse("test.json", text, strlen(text), &result, &complaint), REPORT_OK);
    report_ledger_say(result, &words);
    assert_non_null(strstr(words.bytes, "1 of 1 verdicts is as corolab.result/1 of 2026-11-22T00:42:11Z, commit 54fea06, "));
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
    assert_non_null(strstr(outputs.page.bytes, "2 claims: 1 refuted, 1 out of every program’s reach."));
    assert_non_null(strstr(outputs.page.bytes, "Why: on Tuesdays only."));
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
    assert_non_null(strstr(outputs.page.bytes, "<p><b>on one thread, refuted:</b> seen</p><p><b>shared by two threads, "
                                               "proved by strategy_1/param:</b> seen</p>"));
    assert_non_null(strstr(outputs.markdown.bytes, "shared by two threads, proved"));
    free_outputs(&outputs);
}

static void a_command_to_copy_is_whole_in_every_output(void **state)
{
    struct result_builder *build = build_full(2);
    struct outputs outputs;
    (void)state;

    build_claim(build, "answered by report", "{\"probe\":\"counted_allocations\",\"says\":\"yes\",\"of\":"
                "\"peer:a_row/with_a_long_name/that_fills_a_line_of_the_terminal\"}", "");
    make_outputs(&outputs, build);
#define COMMAND(quote) "./lab run -s " quote "^(box|peer:a_row/with_a_long_name/that_fills_a_line_of_the_terminal)$" quote \
                       " -w " quote "^(ready)$" quote " -o claims.json"
    expect_once(outputs.terminal.bytes, "\n" COMMAND("'") "\n");
    expect_once(outputs.page.bytes, "<code>" COMMAND("&#39;") "</code>");
    expect_once(outputs.markdown.bytes, "```\n" COMMAND("'") "\n```\n");
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
        cmocka_unit_test(a_claim_by_construction_is_counted_nowhere),
        cmocka_unit_test(claims_that_the_same_answers_decide_are_counted_once),
        cmocka_unit_test(an_older_file_keeps_its_verdicts_and_every_output_says_so_once),
        cmocka_unit_test(an_older_document_is_named_by_its_own_schema),
        cmocka_unit_test(a_file_without_claims_names_the_pass_that_makes_them),
        cmocka_unit_test(where_a_verdict_differs_every_output_says_why),
        cmocka_unit_test(a_claim_that_depends_shows_both_halves_in_every_output),
        cmocka_unit_test(a_command_to_copy_is_whole_in_every_output),
        cmocka_unit_test(undecidable_sentences_stand_once_in_every_output_and_are_escaped),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
