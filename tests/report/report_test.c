/* SPDX-License-Identifier: MIT */
/* What `corolab report` promises: what it refuses and how, what it writes, and the arithmetic behind it. The inputs are
 * small result files that the tests build themselves; nothing here needs a measurement. Longer than other
 * files because the builder of inputs and all the tests of the topic are one program. */
#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
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
#include "report/result/baseline.h"
#include "report/markdown/csv.h"
#include "report/analysis/time_claims.h"
#include "report/text/escape.h"
#include "report/markdown/markdown.h"
#include "report/file/output_file.h"
#include "report/html/page.h"
#include "report/text/paragraph.h"
#include "report/report.h"
#include "report/statistics/statistics.h"
#include "report/terminal/terminal.h"
#include "report/text/utf8.h"

/* What a result file is built from; everything is the same in each but these. */
struct recipe {
    const char *schema;
    size_t strategies, workloads, rounds;
    const char *first_strategy;     /* the name of the first one, as JSON has it */
    double first_factor;            /* its times as a multiple of the others' */
    const char *extra;              /* more keys, each with a comma in front */
};

static const struct recipe ordinary = {"corolab.result/1", 4, 3, 5, "box", 2.0, ""};

static void add_strategy_name(struct report_text *text, const struct recipe *recipe, size_t index)
{
    if (index == 0)
        report_text_add(text, recipe->first_strategy);
    else
        report_text_format(text, "strategy_%zu/param", index);
}

static void add_workload_name(struct report_text *text, size_t index)
{
    if (index == 0)
        report_text_add(text, "ready");
    else
        report_text_format(text, "pending/%zu", index);
}

static void add_key(struct report_text *text, const struct recipe *recipe, size_t strategy, size_t workload)
{
    report_text_add(text, "{\"strategy\":\"");
    add_strategy_name(text, recipe, strategy);
    report_text_add(text, "\",\"workload\":\"");
    add_workload_name(text, workload);
    report_text_add(text, "\",");
}

/* The last strategy cannot run the last workload. */
static bool is_unsupported(const struct recipe *recipe, size_t strategy, size_t workload)
{
    return strategy > 0 && workload > 0 && strategy + 1 == recipe->strategies && workload + 1 == recipe->workloads;
}

static void add_cells(struct report_text *text, const struct recipe *recipe)
{
    report_text_add(text, ",\"cells\":[");
    for (size_t i = 0; i < recipe->strategies * recipe->workloads; i++) {
        size_t strategy = i / recipe->workloads, workload = i % recipe->workloads;
        report_text_add(text, i == 0 ? "" : ",");
        add_key(text, recipe, strategy, workload);
        report_text_add(text, is_unsupported(recipe, strategy, workload)
                                ? "\"status\":\"unsupported\",\"reason\":\"There is no space.\"}" : "\"status\":\"ok\"}");
    }
    report_text_add(text, "]");
}

static void add_samples(struct report_text *text, const struct recipe *recipe)
{
    const char *separator = "";

    report_text_add(text, ",\"samples\":[");
    for (size_t i = 0; i < recipe->strategies * recipe->workloads * recipe->rounds; i++) {
        size_t cell = i / recipe->rounds, strategy = cell / recipe->workloads, workload = cell % recipe->workloads;
        double value = 10 + 0.1 * (double)strategy + 0.01 * (double)(i % recipe->rounds);
        if (is_unsupported(recipe, strategy, workload))
            continue;
        report_text_add(text, separator);
        add_key(text, recipe, strategy, workload);
        report_text_format(text, "\"metric\":\"time_ns\",\"unit\":\"ns\",\"value\":%.3f,\"round\":%zu,\"order\":%zu}",
                         strategy == 0 ? value * recipe->first_factor : value, i % recipe->rounds, i);
        separator = ",";
    }
    report_text_add(text, "]");
}

/* A result file in a fresh text, the caller's. */
static struct report_text cook(const struct recipe *recipe)
{
    struct report_text text;

    report_text_init(&text);
    report_text_format(&text, "{\"schema\":\"%s\",\"created\":\"2026-11-22T00:42:11Z\",\"strategies\":[", recipe->schema);
    for (size_t i = 0; i < recipe->strategies; i++) {
        report_text_add(&text, i == 0 ? "{\"name\":\"" : ",{\"name\":\"");
        add_strategy_name(&text, recipe, i);
        report_text_add(&text, "\",\"caller\":\"state machine\",\"callee\":\"state machine\",\"protocol\":\"callee places\"}");
    }
    report_text_add(&text, "],\"workloads\":[");
    for (size_t i = 0; i < recipe->workloads; i++) {
        report_text_add(&text, i == 0 ? "{\"name\":\"" : ",{\"name\":\"");
        add_workload_name(&text, i);
        report_text_add(&text, "\",\"question\":\"What does it cost?\",\"item\":\"item\"}");
    }
    report_text_add(&text, "]");
    add_cells(&text, recipe);
    add_samples(&text, recipe);
    report_text_format(&text, "%s}", recipe->extra);
    return text;
}

/* The result of a recipe that must be readable, the caller's. */
static struct report_result *result_of(const struct recipe *recipe)
{
    struct report_text text = cook(recipe);
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;

    if (report_result_parse("test.json", text.bytes, text.length, &result, &complaint) != REPORT_OK)
        fail_msg("%s", complaint.sentence);
    report_claims_decide(result);
    report_text_fini(&text);
    return result;
}

/* The bytes must be refused by one sentence that names the file and contains `words`. */
static void expect_refusal(const char *bytes, size_t length, const char *words)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;

    assert_int_equal(report_result_parse("test.json", bytes, length, &result, &complaint), REPORT_BAD_INPUT);
    assert_null(result);
    assert_non_null(strstr(complaint.sentence, "test.json"));
    assert_non_null(strstr(complaint.sentence, words));
    assert_null(strchr(complaint.sentence, '\n'));
}

static void expect_recipe_refused(const struct recipe *recipe, const char *words)
{
    struct report_text text = cook(recipe);

    expect_refusal(text.bytes, text.length, words);
    report_text_fini(&text);
}

static void a_truncated_result_file_is_refused_with_a_sentence(void **state)
{
    struct report_text text = cook(&ordinary);
    (void)state;

    for (size_t length = 0; length < text.length; length += 100)
        expect_refusal(text.bytes, length, length == 0 ? "empty" : "line 1");
    report_text_fini(&text);
}

static void what_is_no_result_file_is_refused_with_a_sentence(void **state)
{
    static const char binary[] = "\x7F" "ELF\x02\x01\x00\xFF";
    struct recipe newer = ordinary, foreign = ordinary;
    (void)state;

    newer.schema = "corolab.result/3";
    foreign.schema = "somebody.else/1";
    expect_recipe_refused(&newer, "newer corolab");
    expect_recipe_refused(&foreign, "somebody.else/1");
    expect_refusal(binary, sizeof binary, "not JSON");
    expect_refusal("{\"a\":1}", 7, "schema");
    expect_refusal("[]", 2, "schema");
    expect_refusal("{\"schema\":\"corolab.result/1\"}", 29, "strategies");
}

static void a_file_that_contradicts_itself_is_refused_with_the_place(void **state)
{
    static const char *const extras[][2] = {
        {",\"claims\":[{\"strategy\":\"nobody\",\"row\":1,\"quote\":\"q\",\"verdict\":\"proved\"}]", "claims[0] names the "
                                                                                                     "strategy"},
        {",\"claims\":[{\"strategy\":\"box\",\"row\":9,\"quote\":\"q\",\"verdict\":\"proved\"}]", "claims[0] has a \"row\""},
        {",\"claims\":[{\"strategy\":\"box\",\"row\":1,\"quote\":\"q\",\"verdict\":\"maybe\"}]", "unknown verdict"},
        {",\"probes\":[{\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":1}]", "\"behaviour\" that is not a string"},
        {",\"probes\":[{\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"answer\":\"maybe\"}]",
         "probes[0] has the unknown answer \"maybe\""},
        {",\"probes\":[{\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"answer\":true}]",
         "\"answer\" that is not a string"},
        {",\"probes\":[{\"strategy\":\"box\",\"probe\":\"p\",\"behaviour\":\"works\",\"question\":null}]",
         "\"question\" that is not a string"},
        {",\"plan\":[]", "\"plan\" that is not an object"},
        {",\"environment\":{\"cores\":\"NaN\"}", "\"cores\" that is not a number"},
        {",\"cells\":[]", "duplicate"},
    };
    (void)state;

    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        struct recipe recipe = ordinary;
        recipe.extra = extras[i][0];
        expect_recipe_refused(&recipe, extras[i][1]);
    }
}

static void a_sample_of_a_cell_that_is_not_ok_is_refused(void **state)
{
    static const char bytes[] =
        "{\"schema\":\"corolab.result/1\",\"strategies\":[{\"name\":\"box\"}],\"workloads\":[{\"name\":\"ready\"}],"
        "\"cells\":[{\"strategy\":\"box\",\"workload\":\"ready\",\"status\":\"timeout\"}],"
        "\"samples\":[{\"strategy\":\"box\",\"workload\":\"ready\",\"metric\":\"time_ns\",\"value\":1}]}";
    (void)state;

    expect_refusal(bytes, sizeof bytes - 1, "samples[0] is a sample of a cell");
}

static void what_rustc_does_beyond_a_strategy_is_read_where_the_file_says_it(void **state)
{
    static const char bytes[] =
        "{\"schema\":\"corolab.result/1\","
        "\"strategies\":[{\"name\":\"box\",\"fidelity\":\"rustc tests more\"},{\"name\":\"new\"}],"
        "\"workloads\":[{\"name\":\"ready\"}],\"cells\":[],\"samples\":[]}";
    static const char number[] = "{\"schema\":\"corolab.result/1\",\"strategies\":[{\"name\":\"box\",\"fidelity\":1}]}";
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    (void)state;

    assert_int_equal(report_result_parse("test.json", bytes, sizeof bytes - 1, &result, &complaint), REPORT_OK);
    assert_string_equal(result->strategies[0].fidelity, "rustc tests more");
    assert_string_equal(result->strategies[1].fidelity, "");
    report_result_free(result);
    expect_refusal(number, sizeof number - 1, "\"fidelity\" that is not a string");
}

static void the_interval_of_the_median_has_the_known_ranks_and_coverage(void **state)
{
    static const struct { size_t count; double low, high, coverage; } known[] = {
        {1, 1, 1, 0}, {2, 1, 2, 0.5}, {5, 1, 5, 0.9375}, {6, 1, 6, 0.96875}, {8, 1, 8, 0.9921875},
        {9, 2, 8, 0.9609375}, {10, 2, 9, 0.978515625}, {20, 6, 15, 0.95861053466796875},
    };
    double ascending[20];
    (void)state;

    for (size_t i = 0; i < 20; i++)
        ascending[i] = (double)i + 1;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct report_interval interval = report_median_interval(ascending, known[i].count);
        assert_true(interval.low == known[i].low && interval.high == known[i].high);
        assert_true(fabs(interval.coverage - known[i].coverage) < 1e-9);
    }
    assert_true(report_median(ascending, 5) == 3 && report_median(ascending, 10) == 5.5);
    assert_true(fabs(report_geometric_mean((double[]){1, 4, 16}, 3) - 4) < 1e-12);
}

/* Of a run that does more than screen. */
#define FULL_PLAN ",\"plan\":{\"mode\":\"default\",\"rounds\":10}"

static void a_claim_about_time_is_decided_from_the_samples(void **state)
{
    static const struct { double factor; enum report_verdict verdict; } known[] = {
        {2.0, REPORT_PROVED}, {0.5, REPORT_REFUTED}, {1.02, REPORT_OUT_OF_REACH},
    };
    struct recipe recipe = ordinary;
    (void)state;

    recipe.extra = FULL_PLAN ",\"claims\":[{\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"not especially efficient\","
                   "\"probe\":\"time\",\"verdict\":\"not tested\"}]";
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        recipe.first_factor = known[i].factor;
        struct report_result *result = result_of(&recipe);
        assert_int_equal(result->claims[0].verdict, known[i].verdict);
        assert_non_null(strstr(result->claims[0].evidence, "n = 5"));
        report_result_free(result);
    }
}

static void a_run_that_screens_gives_no_verdict_about_time(void **state)
{
    struct recipe recipe = ordinary;
    (void)state;

    recipe.extra = ",\"plan\":{\"mode\":\"quick\",\"rounds\":5},\"claims\":[{\"strategy\":\"box\",\"row\":1,\"downside\":true,"
                   "\"quote\":\"q\",\"probe\":\"time\",\"verdict\":\"not tested\"}]";
    struct report_result *result = result_of(&recipe);
    assert_int_equal(result->claims[0].verdict, REPORT_NOT_TESTED);
    assert_non_null(strstr(result->claims[0].evidence, "gives no verdict"));
    report_result_free(result);
}

static enum report_verdict decided(const char *probe, const char *says, const char *more, double factor)
{
    char extra[400];
    struct recipe recipe = ordinary;

    snprintf(extra, sizeof extra, FULL_PLAN ",\"claims\":[{\"strategy\":\"box\",\"row\":0,\"downside\":false,\"quote\":\"q\",\"probe\":"
             "\"%s\",\"says\":\"%s\",\"verdict\":\"answered by report\"%s}]", probe, says, more);
    recipe.extra = extra;
    recipe.first_factor = factor;
    struct report_result *result = result_of(&recipe);
    enum report_verdict verdict = result->claims[0].verdict;
    report_result_free(result);
    return verdict;
}

static void a_claim_is_held_against_the_row_and_the_workload_that_it_names(void **state)
{
    static const char against[] = ",\"against\":\"strategy_1/param\"", on[] = ",\"on\":\"pending/1\"";
    (void)state;

    assert_int_equal(decided("time_against", "yes", against, 2.0), REPORT_PROVED);
    assert_int_equal(decided("time_against", "no", against, 2.0), REPORT_REFUTED);
    assert_int_equal(decided("time_against", "yes", against, 0.5), REPORT_REFUTED);
    assert_int_equal(decided("time_against", "yes", against, 1.01), REPORT_OUT_OF_REACH);
    assert_int_equal(decided("time_against", "yes", ",\"against\":\"nobody\"", 2.0), REPORT_OUT_OF_REACH);
    assert_int_equal(decided("time", "yes", on, 2.0), REPORT_PROVED);
    assert_int_equal(decided("time", "yes", ",\"on\":\"nothing\"", 2.0), REPORT_OUT_OF_REACH);
}

static void the_fastest_is_only_what_is_below_all_others(void **state)
{
    (void)state;

    assert_int_equal(decided("time_fastest", "yes", "", 0.5), REPORT_PROVED);
    assert_int_equal(decided("time_fastest", "yes", "", 1.015), REPORT_REFUTED);
    assert_int_equal(decided("time_fastest", "yes", "", 2.0), REPORT_REFUTED);
    assert_int_equal(decided("time_fastest", "yes", "", 1.01), REPORT_OUT_OF_REACH);
}

static void where_a_verdict_differs_every_output_says_why(void **state)
{
    struct recipe recipe = ordinary;
    struct report_text terminal, page, markdown;
    (void)state;

    recipe.extra = ",\"claims\":[{\"strategy\":\"box\",\"row\":1,\"downside\":true,\"quote\":\"requires allocation\",\"probe\":"
                   "\"allocates\",\"verdict\":\"refuted\",\"evidence\":\"counted\",\"why\":\"on Tuesdays only\"},"
                   "{\"strategy\":\"box\",\"row\":0,\"downside\":false,\"quote\":\"it is lovely\",\"probe\":\"none\","
                   "\"verdict\":\"out of reach\",\"evidence\":\"a matter of taste\"}]";
    struct report_result *result = result_of(&recipe);
    struct report_result *const results[] = {result};
    report_text_init(&terminal);
    report_terminal_add(&terminal, result, REPORT_LOOK_PLAIN);
    report_text_init(&page);
    report_page_add(&page, results, 1);
    report_text_init(&markdown);
    report_markdown_add(&markdown, result);
    assert_non_null(strstr(terminal.bytes, "on Tuesdays only"));
    assert_non_null(strstr(terminal.bytes, "a matter of taste"));
    assert_non_null(strstr(terminal.bytes, "0 proved, 0 refuted, 1 out of reach"));
    assert_non_null(strstr(page.bytes, "on Tuesdays only"));
    assert_non_null(strstr(page.bytes, "a matter of taste"));
    assert_non_null(strstr(markdown.bytes, "on Tuesdays only"));
    report_text_fini(&markdown);
    report_text_fini(&page);
    report_text_fini(&terminal);
    report_result_free(result);
}

static void without_a_box_another_baseline_is_used_and_named(void **state)
{
    struct recipe recipe = ordinary;
    struct report_text text;
    (void)state;

    recipe.first_strategy = "inline_slot";
    struct report_result *result = result_of(&recipe);
    assert_string_equal(report_baseline_name(result), "inline_slot");
    report_text_init(&text);
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_non_null(strstr(text.bytes, "multiple of inline_slot"));
    assert_non_null(strstr(text.bytes, "(box, the usual"));
    report_text_fini(&text);
    report_result_free(result);
}

static void no_line_of_the_terminal_table_is_wider_than_80_columns(void **state)
{
    static const struct recipe recipes[] = {
        {"corolab.result/1", 16, 20, 5, "box", 2.0, ""},
        {"corolab.result/1", 3, 40, 1, "\xE6\xBC\xA2\xE5\xAD\x97 a very long name of a strategy, longer than its "
                                       "column", 1e9, ""},
        {"corolab.result/1", 2, 1, 1, "box", 1e-9, ""},
    };
    (void)state;

    for (size_t i = 0; i < sizeof recipes / sizeof recipes[0]; i++) {
        struct report_result *result = result_of(&recipes[i]);
        struct report_text text;
        report_text_init(&text);
        report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
        for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
            assert_true(report_utf8_width(line) <= REPORT_TERMINAL_COLUMNS);
        report_text_fini(&text);
        report_result_free(result);
    }
}

static void what_a_file_says_is_escaped_everywhere(void **state)
{
    struct recipe recipe = ordinary;
    struct report_text text;
    (void)state;

    recipe.first_strategy = "<script>\\u001b[31m\\\"a,b\\\"|\\u202e";
    struct report_result *result = result_of(&recipe);
    report_text_init(&text);
    report_page_add(&text, &result, 1);
    report_markdown_add(&text, result);
    assert_null(strstr(text.bytes, "<script"));
    assert_non_null(strstr(text.bytes, "&lt;script&gt;"));
    report_terminal_add(&text, result, REPORT_LOOK_PLAIN);
    assert_null(strchr(text.bytes, '\033'));
    assert_null(strstr(text.bytes, "\xE2\x80\xAE"));
    report_text_fini(&text);
    report_csv_add(&text, result);
    assert_non_null(strstr(text.bytes, "\n\"<script>\033[31m\"\"a,b\"\"|\xE2\x80\xAE\",ready,time_ns,ns,"));
    report_text_fini(&text);
    report_result_free(result);
}

/* The page of a result with these keys more; the caller's. */
static struct report_text page_of(const char *extra)
{
    struct recipe recipe = ordinary;
    struct report_text text;

    recipe.extra = extra;
    struct report_result *result = result_of(&recipe);
    report_text_init(&text);
    report_page_add(&text, &result, 1);
    report_result_free(result);
    return text;
}

static void a_probe_shows_its_answer_its_question_and_its_evidence(void **state)
{
    static const char *const shown[] = {
        "<b>yes</b><small>8 B</small></td>",
        "<td class=\"no fails\" title=\"no, fails: both &lt;are&gt; &quot;one&quot;\"><b>no</b><small>fails</small></td>",
        "aria-label=\"works\">✓</b></td>",
        "Does the &lt;iterator&gt; grow?",
        "<dt>adds to iterator</dt><dd><b>yes</b>: it grows</dd>",
        "colspan=\"2\" class=\"first\">What it does: yes or no</th>",
        "colspan=\"1\" class=\"first\">What all must do</th>",
    };
    struct report_text text = page_of(
        ",\"probes\":[{\"strategy\":\"box\",\"probe\":\"move\",\"behaviour\":\"works\",\"evidence\":\"it moves\"},"
        "{\"strategy\":\"box\",\"probe\":\"adds_to_iterator\",\"question\":\"Does the <iterator> grow?\",\"answer\":\"yes\","
        "\"behaviour\":\"works\",\"value\":8,\"evidence\":\"it grows\"},"
        "{\"strategy\":\"box\",\"probe\":\"several\",\"question\":\"Two at once?\",\"answer\":\"no\","
        "\"behaviour\":\"fails\",\"evidence\":\"both <are> \\\"one\\\"\"}]");
    (void)state;

    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (strstr(text.bytes, shown[i]) == NULL)
            fail_msg("the page does not show %s", shown[i]);
    assert_null(strstr(text.bytes, "id=\"r1-probed-2\""));
    report_text_fini(&text);
}

static void probes_without_answers_and_questions_are_shown_as_well(void **state)
{
    struct report_text text = page_of(",\"probes\":[{\"strategy\":\"box\",\"probe\":\"move\",\"behaviour\":\"refuses\"}]");
    (void)state;

    assert_non_null(strstr(text.bytes, "does not have the answers"));
    assert_non_null(strstr(text.bytes, "<small>refuses</small></td>"));
    assert_null(strstr(text.bytes, "#r1-probe-1"));
    report_text_fini(&text);
}

static void more_kinds_of_probes_than_a_page_holds_are_refused(void **state)
{
    struct recipe recipe = ordinary;
    struct report_text extra;
    (void)state;

    report_text_init(&extra);
    for (size_t i = 0; i <= REPORT_LONGEST_TABLE; i++)
        report_text_format(&extra, "%s{\"strategy\":\"box\",\"probe\":\"p%zu\",\"behaviour\":\"works\"}",
                         i == 0 ? ",\"probes\":[" : ",", i);
    report_text_add(&extra, "]");
    recipe.extra = extra.bytes;
    expect_recipe_refused(&recipe, "probes[128] is one of more than 128 kinds");
    report_text_fini(&extra);
}

static void csv_has_the_header_and_a_row_for_cells_that_could_not_run(void **state)
{
    struct report_result *result = result_of(&ordinary);
    struct report_text text;
    (void)state;

    report_text_init(&text);
    report_csv_add(&text, result);
    assert_int_equal(strncmp(text.bytes, "strategy,workload,metric,unit,value,lo,hi,n,status\n", 51), 0);
    assert_non_null(strstr(text.bytes, "\nbox,ready,time_ns,ns,20.04,20,20.08,5,ok\n"));
    assert_non_null(strstr(text.bytes, "\nstrategy_3/param,pending/2,time_ns,ns,,,,0,unsupported\n"));
    report_text_fini(&text);
    report_result_free(result);
}

static void csv_has_the_code_bytes_of_rows_that_have_any(void **state)
{
    static const char bytes[] =
        "{\"schema\":\"corolab.result/1\",\"strategies\":[{\"name\":\"box\",\"code_bytes\":398},{\"name\":\"peer:x\"}],"
        "\"workloads\":[{\"name\":\"ready\"}],\"cells\":[],\"samples\":[]}";
    struct report_complaint complaint;
    struct report_result *result;
    struct report_text text;
    (void)state;

    assert_int_equal(report_result_parse("r.json", bytes, sizeof bytes - 1, &result, &complaint), REPORT_OK);
    report_text_init(&text);
    report_csv_add(&text, result);
    assert_non_null(strstr(text.bytes, "\nbox,,code_bytes,B,398,,,1,ok\n"));
    assert_null(strstr(text.bytes, "\npeer:x,,code_bytes"));
    report_text_fini(&text);
    report_result_free(result);
}

static void the_page_of_a_quick_suite_is_under_a_megabyte_and_needs_nothing_else(void **state)
{
    static const struct recipe quick = {"corolab.result/1", 16, 20, 5, "box", 2.0, ""};
    struct report_result *result = result_of(&quick);
    struct report_text text;
    (void)state;

    report_text_init(&text);
    report_page_add(&text, &result, 1);
    assert_true(text.length < 1000000);
    assert_null(strstr(text.bytes, "<script"));
    assert_null(strstr(text.bytes, " src="));
    assert_null(strstr(text.bytes, "url("));
    assert_null(strstr(text.bytes, "nan"));
    report_text_fini(&text);
    report_result_free(result);
}

/* A fresh directory; its name lives until the next call. */
static const char *fresh_directory(void)
{
    static char name[64];

    snprintf(name, sizeof name, "/tmp/report_test.XXXXXX");
    assert_non_null(mkdtemp(name));
    return name;
}

/* Removes the directory and what is in it; returns how many files there were. */
static size_t remove_directory(const char *name)
{
    DIR *directory = opendir(name);
    size_t count = 0;

    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        count += unlinkat(dirfd(directory), entry->d_name, 0) == 0;
    closedir(directory);
    rmdir(name);
    return count;
}

static void an_output_replaces_its_file_whole_and_leaves_nothing_else(void **state)
{
    const char *directory = fresh_directory();
    struct report_complaint complaint;
    struct report_text text;
    char path[128], content[8] = "";
    (void)state;

    snprintf(path, sizeof path, "%s/out", directory);
    report_text_init(&text);
    report_text_add(&text, "older");
    assert_int_equal(report_output_file(path, &text, &complaint), REPORT_OK);
    report_text_add(&text, "!");
    assert_int_equal(report_output_file(path, &text, &complaint), REPORT_OK);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, sizeof content, file), 6);
    fclose(file);
    assert_memory_equal(content, "older!", 6);
    report_text_fini(&text);
    assert_int_equal(remove_directory(directory), 1);
}

/* Runs the command in a child with its standard output sent to `output` and its complaints to nowhere; returns the exit
 * status. */
static int exit_status_of(const char *output, int argc, char **argv)
{
    pid_t child = fork();
    int status;

    assert_true(child >= 0);
    if (child == 0) {
        if (dup2(open(output, O_WRONLY), STDOUT_FILENO) < 0 || dup2(open("/dev/null", O_WRONLY), STDERR_FILENO) < 0)
            _exit(99);
        _exit(report_command(argc, argv));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void the_exit_status_tells_usage_from_failure(void **state)
{
    const char *directory = fresh_directory();
    struct report_text text = cook(&ordinary);
    struct report_complaint complaint;
    char input[128], page[128], nowhere[] = "/nonexistent/page.html";
    (void)state;

    snprintf(input, sizeof input, "%s/result.json", directory);
    snprintf(page, sizeof page, "%s/page.html", directory);
    assert_int_equal(report_output_file(input, &text, &complaint), REPORT_OK);
    report_text_fini(&text);
    assert_int_equal(exit_status_of("/dev/null", 1, (char *[]){"report", NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 3, (char *[]){"report", input, "--bogus", NULL}), 2);
    assert_int_equal(exit_status_of("/dev/null", 2, (char *[]){"report", nowhere, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--html", nowhere, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/full", 2, (char *[]){"report", input, NULL}), 1);
    assert_int_equal(exit_status_of("/dev/null", 4, (char *[]){"report", input, "--html", page, NULL}), 0);
    assert_int_equal(remove_directory(directory), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_truncated_result_file_is_refused_with_a_sentence),
        cmocka_unit_test(what_is_no_result_file_is_refused_with_a_sentence),
        cmocka_unit_test(a_file_that_contradicts_itself_is_refused_with_the_place),
        cmocka_unit_test(a_sample_of_a_cell_that_is_not_ok_is_refused),
        cmocka_unit_test(what_rustc_does_beyond_a_strategy_is_read_where_the_file_says_it),
        cmocka_unit_test(the_interval_of_the_median_has_the_known_ranks_and_coverage),
        cmocka_unit_test(a_claim_about_time_is_decided_from_the_samples),
        cmocka_unit_test(a_run_that_screens_gives_no_verdict_about_time),
        cmocka_unit_test(a_claim_is_held_against_the_row_and_the_workload_that_it_names),
        cmocka_unit_test(the_fastest_is_only_what_is_below_all_others),
        cmocka_unit_test(where_a_verdict_differs_every_output_says_why),
        cmocka_unit_test(without_a_box_another_baseline_is_used_and_named),
        cmocka_unit_test(no_line_of_the_terminal_table_is_wider_than_80_columns),
        cmocka_unit_test(what_a_file_says_is_escaped_everywhere),
        cmocka_unit_test(a_probe_shows_its_answer_its_question_and_its_evidence),
        cmocka_unit_test(probes_without_answers_and_questions_are_shown_as_well),
        cmocka_unit_test(more_kinds_of_probes_than_a_page_holds_are_refused),
        cmocka_unit_test(csv_has_the_header_and_a_row_for_cells_that_could_not_run),
        cmocka_unit_test(csv_has_the_code_bytes_of_rows_that_have_any),
        cmocka_unit_test(the_page_of_a_quick_suite_is_under_a_megabyte_and_needs_nothing_else),
        cmocka_unit_test(an_output_replaces_its_file_whole_and_leaves_nothing_else),
        cmocka_unit_test(the_exit_status_tells_usage_from_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
