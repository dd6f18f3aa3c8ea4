/* SPDX-License-Identifier: MIT */
/* Reads any bytes as a result file. Either one sentence refuses them, or every output shows the result, and it compares with
 * itself. Aborts when an output breaks a promise: it is empty, has a control character (data in the long form), is wider than a
 * terminal, has a script in it, or a record of too many fields. Driven by libFuzzer (preset `fuzz`) or by fuzz_main.c. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/comparison.h"
#include "report/analysis/claim_decision.h"
#include "report/markdown/markdown.h"
#include "report/terminal/terminal.h"
#include "report/html/page.h"
#include "report/json/google_benchmark.h"
#include "report/result/result.h"
#include "report/text/text.h"
#include "tests/report/fuzz_result.h"

enum { TERMINAL_COLUMNS = 80, CSV_FIELDS = 9 };

static void expect(bool holds, const char *promise)
{
    if (holds)
        return;
    fprintf(stderr, "broken promise: %s\n", promise);
    abort();
}

/* U+FFFD, which replaces an unprintable character, has three bytes; a stray byte decodes as U+FFFD of one byte. A tab separates
 * the fields of a card's numbers. */
static void expect_printable(const char *string, const char *promise)
{
    size_t length;

    for (; *string != '\0'; string += length) {
        uint32_t point = report_utf8_decode(string, &length);
        bool is_stray = point == REPORT_UTF8_REPLACEMENT && length == 1;
        expect(point == '\n' || point == '\t' || (report_utf8_is_printable(point) && !is_stray), promise);
    }
}

static void expect_narrow(struct report_text *text)
{
    for (char *line = text->bytes, *end; *line != '\0'; line = end + 1) {
        end = line + strcspn(line, "\n");
        expect(*end == '\n', "the terminal's last line ends");
        *end = '\0';
        bool is_command = strncmp(line, "./lab ", strlen("./lab ")) == 0;       /* to copy, so in one line */
        expect(is_command || report_utf8_width(line) <= TERMINAL_COLUMNS, "the terminal's lines have 80 columns at most");
    }
}

typedef void add_one(struct report_text *, struct report_result *);

static void add_terminal(struct report_text *text, struct report_result *result)
{
    const struct report_result *const results[] = {result, result};

    static struct report_advice advice;
    struct report_rank rank;

    report_terminal_add_short(text, result, REPORT_LOOK_PLAIN, &(struct report_hints){"corolab", NULL});
    expect(report_terminal_lines(text) <= REPORT_TERMINAL_LINES, "the short report has the lines of a screen at most");
    for (size_t i = 0; i < REPORT_PRESETS && report_rank_usual(result, &rank); i++) {
        report_advice_make(result, report_presets[i].needs, &rank, &advice);
        report_terminal_add_advice(text, result, &advice, REPORT_LOOK_PLAIN, i == 0 ? REPORT_LONG : REPORT_SHORT);
    }
    report_terminal_add(text, result, REPORT_LOOK_PLAIN);
    report_terminal_add_goals(text, results, 1);
    report_terminal_add_goals(text, results, 2);
}

static void add_markdown(struct report_text *text, struct report_result *result)
{
    const struct report_result *const results[] = {result, result};

    report_markdown_add(text, result);
    report_markdown_add_switches(text, result);
    report_markdown_add_goals_of_all(text, results, 2);
}

static void add_page(struct report_text *text, struct report_result *result)
{
    report_page_add(text, &result, 1);
}

static void add_page_of_runs(struct report_text *text, struct report_result *result)
{
    report_page_add(text, (struct report_result *[]){result, result}, 2);
}

/* With itself: every counted metric is the same, and every time is a tie. */
typedef void add_compared(struct report_text *, const struct report_comparison *, const struct report_gate *);

static void add_compared_terminal(struct report_text *text, const struct report_comparison *comparison,
                                  const struct report_gate *gate)
{
    report_comparison_add_terminal(text, comparison);
    report_gate_add_terminal(text, gate);
}

static void add_comparison(struct report_text *text, struct report_result *result, add_compared *add)
{
    struct report_comparison comparison;
    struct report_gate gate;

    report_comparison_init(&comparison, result, result, 0.05);
    report_comparison_conclude(&comparison);
    report_gate_judge(&comparison, &gate);
    add(text, &comparison, &gate);
    report_comparison_fini(&comparison);
}

static void add_comparison_terminal(struct report_text *text, struct report_result *result)
{
    add_comparison(text, result, add_compared_terminal);
}

static void add_comparison_markdown(struct report_text *text, struct report_result *result)
{
    add_comparison(text, result, report_comparison_add_markdown);
}

static void add_comparison_page(struct report_text *text, struct report_result *result)
{
    add_comparison(text, result, report_page_comparison_add);
}

static void add_csv(struct report_text *text, struct report_result *result)
{
    report_csv_add(text, result);
}

static void add_benchmarks(struct report_text *text, struct report_result *result)
{
    report_google_benchmark_add(text, result);
}

/* A quoted field may have commas and line ends in it. */
static void expect_records(const char *csv)
{
    bool is_quoted = false;
    unsigned fields = 1;

    for (; *csv != '\0'; csv++) {
        is_quoted ^= *csv == '"';
        fields += *csv == ',' && !is_quoted;
        if (*csv != '\n' || is_quoted)
            continue;
        expect(fields == CSV_FIELDS, "a record of the long form has nine fields");
        fields = 1;
    }
    expect(!is_quoted && fields == 1, "the long form's last record ends");
}

/* The page's own, and its data; the policy of the page lets no other run. */
static void expect_one_script(const char *page)
{
    size_t count = 0;

    for (; (page = strstr(page, "<script")) != NULL; page++)
        count++;
    expect(count <= 2, "the page has its own script and its data only");
}

static struct report_text expect_output(add_one *add, struct report_result *result, const char *promise)
{
    struct report_text text = {0};

    add(&text, result);
    expect(text.length > 0, promise);
    expect(strlen(text.bytes) == text.length, promise);
    return text;
}

static void expect_page(add_one *add, struct report_result *result)
{
    struct report_text page = expect_output(add, result, "there is a page");

    expect_printable(page.bytes, "the page is printable text");
    expect_one_script(page.bytes);
    report_text_fini(&page);
}

static void expect_outputs(struct report_result *result)
{
    struct report_text terminal = expect_output(add_terminal, result, "a terminal gets text");
    struct report_text csv = expect_output(add_csv, result, "there is a long form");
    struct report_text markdown = expect_output(add_markdown, result, "there is Markdown");
    struct report_text benchmarks = expect_output(add_benchmarks, result, "there is Google Benchmark's JSON");
    struct report_text systems = {0};

    report_terminal_add_systems(&systems, result);
    expect_printable(report_text_string(&systems), "a terminal gets printable systems");
    expect_printable(terminal.bytes, "a terminal gets printable text");
    expect_narrow(&terminal);
    expect_page(add_page, result);
    expect_page(add_page_of_runs, result);
    expect_printable(markdown.bytes, "the Markdown is printable text");
    expect_records(csv.bytes);
    expect_printable(benchmarks.bytes, "Google Benchmark's JSON is printable text");
    report_text_fini(&terminal);
    report_text_fini(&csv);
    report_text_fini(&benchmarks);
    report_text_fini(&markdown);
    report_text_fini(&systems);
}

static void expect_comparison(struct report_result *result)
{
    struct report_text terminal = expect_output(add_comparison_terminal, result, "a terminal gets a comparison");
    struct report_text markdown = expect_output(add_comparison_markdown, result, "there is a comparison in Markdown");
    struct report_text page = expect_output(add_comparison_page, result, "there is a page of a comparison");

    expect_printable(terminal.bytes, "a terminal gets a printable comparison");
    expect_narrow(&terminal);
    expect_printable(markdown.bytes, "the comparison in Markdown is printable");
    expect_printable(page.bytes, "the page of a comparison is printable");
    expect_one_script(page.bytes);
    report_text_fini(&page);
    report_text_fini(&terminal);
    report_text_fini(&markdown);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct report_complaint complaint = {""};
    struct report_result *result = NULL;
    enum report_status status = report_result_parse("fuzzed.json", (const char *)bytes, length, &result, &complaint);

    if (status == REPORT_OK) {
        report_claims_decide(result);
        expect_outputs(result);
        expect_comparison(result);
        report_result_free(result);
        return 0;
    }
    expect(status == REPORT_BAD_INPUT && result == NULL, "what cannot be read is bad input");
    expect(strstr(complaint.sentence, "fuzzed.json") != NULL, "a refusal names the file");
    expect(strchr(complaint.sentence, '\n') == NULL, "a refusal is one line");
    expect_printable(complaint.sentence, "a refusal is printable");
    return 0;
}
