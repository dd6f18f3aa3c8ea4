/* SPDX-License-Identifier: MIT */
/* Owns the page's form of the blog's table - claimed, measured, verdict - and the table of claims from elsewhere. */
#include "report/result/baseline.h"
#include "report/analysis/blog_table.h"
#include "report/text/escape.h"
#include "report/text/number.h"
#include "report/html/elements.h"

/* How many claims the strategy has out of the row. */
static size_t claim_count(const struct report_result *result, unsigned row, size_t strategy)
{
    const struct report_claim *claim = report_blog_claim(result, row, strategy, 0);
    size_t count = 0;

    for (; claim != NULL; claim = report_blog_claim(result, row, strategy, report_blog_after(result, claim)))
        count++;
    return count;
}

/* How many lines the row has: the claims of all its strategies. */
static size_t line_count(const struct report_result *result, unsigned row)
{
    size_t strategy = report_blog_strategy(result, row, 0), count = 0;

    for (; strategy != REPORT_NOT_FOUND; strategy = report_blog_strategy(result, row, strategy + 1))
        count += claim_count(result, row, strategy);
    return count;
}

static void add_number(struct report_text *text, size_t lines, const char *number)
{
    report_text_format(text, "<td class=\"r\" rowspan=\"%zu\">%s</td>", lines, number);
}

static void add_place(struct report_text *text, double bytes, const char *place)
{
    if (bytes > 0)
        report_text_format(text, "%s to the %s<br>", report_number_bytes(bytes).text, place);
}

static void add_added(struct report_text *text, const struct report_strategy *strategy, size_t lines)
{
    report_text_format(text, "<td rowspan=\"%zu\">", lines);
    if (strategy->adapter_bytes + strategy->call_site_bytes + strategy->task_bytes == 0)
        report_text_add(text, "nothing");
    add_place(text, strategy->adapter_bytes, "iterator");
    add_place(text, strategy->call_site_bytes, "call site");
    add_place(text, strategy->task_bytes, "task");
    report_text_add(text, "</td>");
}

static void add_measured(struct report_text *text, const struct report_result *result, size_t strategy, size_t lines)
{
    const struct report_strategy *row = &result->strategies[strategy];
    size_t ready = report_result_workload(result, "ready");
    double time = report_result_median(result, strategy, ready, REPORT_METRIC_TIME);

    report_text_format(text, "<td rowspan=\"%zu\">", lines);
    report_page_code(text, row->name);
    report_text_format(text, "</td><td class=\"r\" rowspan=\"%zu\"><b>%s</b><br>%s</td>", lines,
                     report_number_multiple(report_multiple(result, strategy, ready, REPORT_METRIC_TIME)).text,
                     report_number_time(time).text);
    add_number(text, lines, report_number_count(report_blog_allocations(result, strategy)).text);
    add_added(text, row, lines);
}

static void add_claim(struct report_text *text, const struct report_claim *claim)
{
    report_text_add(text, "<td class=\"q\">“");
    report_escape_html(text, claim->quote);
    report_text_add(text, "”</td><td>");
    report_page_verdict(text, claim->verdict);
    report_text_add(text, "</td><td class=\"e\">");
    report_escape_html(text, claim->evidence);
    if (claim->verdict == REPORT_REFUTED && claim->why[0] != '\0') {
        report_text_add(text, "<br><b>Why:</b> ");
        report_escape_html(text, claim->why);
    }
    report_text_add(text, "</td>");
}

static void add_strategy(struct report_text *text, const struct report_result *result, unsigned row, size_t strategy,
                         const char *opening)
{
    const struct report_claim *claim = report_blog_claim(result, row, strategy, 0);
    size_t lines = claim_count(result, row, strategy);

    report_text_add(text, opening);
    add_claim(text, claim);
    add_measured(text, result, strategy, lines);
    report_text_add(text, "</tr>\n");
    while ((claim = report_blog_claim(result, row, strategy, report_blog_after(result, claim))) != NULL) {
        report_text_add(text, "<tr>");
        add_claim(text, claim);
        report_text_add(text, "</tr>\n");
    }
}

static void add_row(struct report_text *text, const struct report_result *result, unsigned row)
{
    size_t strategy = report_blog_strategy(result, row, 0), lines = line_count(result, row);

    report_text_format(text, "<tbody><tr><th scope=\"rowgroup\" rowspan=\"%zu\">%u. %s</th>", lines == 0 ? 1 : lines, row,
                     report_blog_row_name(row));
    if (strategy == REPORT_NOT_FOUND) {
        report_text_add(text, "<td></td><td>");
        report_page_verdict(text, REPORT_NOT_TESTED);
        report_text_add(text, "</td><td class=\"e\" colspan=\"5\">No strategy in this file stands for this row.</td></tr>\n");
    }
    for (const char *opening = ""; strategy != REPORT_NOT_FOUND; opening = "<tr>") {
        add_strategy(text, result, row, strategy, opening);
        strategy = report_blog_strategy(result, row, strategy + 1);
    }
    report_text_add(text, "</tbody>\n");
}

/* The claims of row 0, by strategy. */
static void add_elsewhere(struct report_text *text, const struct report_result *result)
{
    size_t strategy = report_blog_strategy(result, 0, 0);

    if (strategy == REPORT_NOT_FOUND)
        return;
    report_text_format(text, "<h3>Claims from elsewhere</h3>\n<p>What the five documents say in their prose: %zu claims proved, %zu "
                           "refuted, %zu out of reach.</p>\n", report_prose_count(result, REPORT_PROVED),
                     report_prose_count(result, REPORT_REFUTED), report_prose_count(result, REPORT_OUT_OF_REACH));
    report_text_add(text, "<details><summary>Every one of them, with its evidence</summary>\n");
    report_page_table_begin(text, "Claims from elsewhere", "blog");
    report_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Claimed</th><th "
                        "scope=\"col\">Verdict</th>"
                        "<th scope=\"col\">Evidence</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
    for (; strategy != REPORT_NOT_FOUND; strategy = report_blog_strategy(result, 0, strategy + 1)) {
        const struct report_claim *claim = report_blog_claim(result, 0, strategy, 0);
        for (; claim != NULL; claim = report_blog_claim(result, 0, strategy, report_blog_after(result, claim))) {
            report_text_add(text, "<tr>");
            report_page_header(text, "row", "", result->strategies[strategy].name);
            add_claim(text, claim);
            report_page_cell(text, "", claim->source);
            report_text_add(text, "</tr>\n");
        }
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
    report_text_add(text, "</details>\n");
}

void report_page_blog(struct report_text *text, const struct report_result *result, const char *part)
{
    report_page_heading(text, part, "blog", "The blog’s table: claimed, measured, verdict");
    if (!report_blog_has_any(result)) {
        report_text_add(text, "<p>No strategy in this file stands for a row of it.</p>\n");
        add_elsewhere(text, result);
        return;
    }
    report_text_add(text, "<p>The eight strategies and their downsides are quoted from part 8. A downside is "
                        "<em>proved</em> or <em>refuted</em> by running code, <em>out of reach</em> where no program "
                        "like this, or no sample in this file, can decide it; where it is refuted, a sentence says why. Time and allocations are per "
                        "item on <code>ready</code>; bytes are what the strategy "
                        "adds.</p>\n");
    report_page_table_begin(text, "The blog’s table", "blog");
    report_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Downside claimed</th>"
                        "<th scope=\"col\">Verdict</th><th scope=\"col\">Evidence</th><th scope=\"col\">Measured as</th>"
                        "<th scope=\"col\" class=\"r\">Time, × ");
    report_escape_html(text, report_baseline_name(result));
    report_text_add(text, "</th><th scope=\"col\" class=\"r\">Allocations<br>per item</th>"
                        "<th scope=\"col\">Adds</th></tr></thead>\n");
    for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
        add_row(text, result, row);
    report_page_table_end(text);
    add_elsewhere(text, result);
}
