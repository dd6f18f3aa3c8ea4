/* SPDX-License-Identifier: MIT */
/* Owns the page's form of the blog's table - claimed, measured, verdict - and the table of claims from elsewhere. */
#include "report/baseline.h"
#include "report/blog_table.h"
#include "report/escape.h"
#include "report/number.h"
#include "report/page_part.h"

/* How many claims the strategy has out of the row. */
static size_t claim_count(const struct coro_result *result, unsigned row, size_t strategy)
{
    const struct coro_claim *claim = coro_blog_claim(result, row, strategy, 0);
    size_t count = 0;

    for (; claim != NULL; claim = coro_blog_claim(result, row, strategy, coro_blog_after(result, claim)))
        count++;
    return count;
}

/* How many lines the row has: the claims of all its strategies. */
static size_t line_count(const struct coro_result *result, unsigned row)
{
    size_t strategy = coro_blog_strategy(result, row, 0), count = 0;

    for (; strategy != CORO_NOT_FOUND; strategy = coro_blog_strategy(result, row, strategy + 1))
        count += claim_count(result, row, strategy);
    return count;
}

static void add_number(struct coro_text *text, size_t lines, const char *number)
{
    coro_text_format(text, "<td class=\"r\" rowspan=\"%zu\">%s</td>", lines, number);
}

static void add_place(struct coro_text *text, double bytes, const char *place)
{
    if (bytes > 0)
        coro_text_format(text, "%s to the %s<br>", coro_number_bytes(bytes).text, place);
}

static void add_added(struct coro_text *text, const struct coro_strategy *strategy, size_t lines)
{
    coro_text_format(text, "<td rowspan=\"%zu\">", lines);
    if (strategy->adapter_bytes + strategy->call_site_bytes + strategy->task_bytes == 0)
        coro_text_add(text, "nothing");
    add_place(text, strategy->adapter_bytes, "iterator");
    add_place(text, strategy->call_site_bytes, "call site");
    add_place(text, strategy->task_bytes, "task");
    coro_text_add(text, "</td>");
}

static void add_measured(struct coro_text *text, const struct coro_result *result, size_t strategy, size_t lines)
{
    const struct coro_strategy *row = &result->strategies[strategy];
    size_t ready = coro_result_workload(result, "ready");
    double time = coro_result_median(result, strategy, ready, CORO_METRIC_TIME);

    coro_text_format(text, "<td rowspan=\"%zu\">", lines);
    coro_page_code(text, row->name);
    coro_text_format(text, "</td><td class=\"r\" rowspan=\"%zu\"><b>%s</b><br>%s</td>", lines,
                     coro_number_multiple(coro_multiple(result, strategy, ready, CORO_METRIC_TIME)).text,
                     coro_number_time(time).text);
    add_number(text, lines, coro_number_count(coro_blog_allocations(result, strategy)).text);
    add_added(text, row, lines);
}

static void add_claim(struct coro_text *text, const struct coro_claim *claim)
{
    coro_text_add(text, "<td class=\"q\">“");
    coro_escape_html(text, claim->quote);
    coro_text_add(text, "”</td><td>");
    coro_page_verdict(text, claim->verdict);
    coro_text_add(text, "</td><td class=\"e\">");
    coro_escape_html(text, claim->evidence);
    if (claim->verdict == CORO_REFUTED && claim->why[0] != '\0') {
        coro_text_add(text, "<br><b>Why:</b> ");
        coro_escape_html(text, claim->why);
    }
    coro_text_add(text, "</td>");
}

static void add_strategy(struct coro_text *text, const struct coro_result *result, unsigned row, size_t strategy,
                         const char *opening)
{
    const struct coro_claim *claim = coro_blog_claim(result, row, strategy, 0);
    size_t lines = claim_count(result, row, strategy);

    coro_text_add(text, opening);
    add_claim(text, claim);
    add_measured(text, result, strategy, lines);
    coro_text_add(text, "</tr>\n");
    while ((claim = coro_blog_claim(result, row, strategy, coro_blog_after(result, claim))) != NULL) {
        coro_text_add(text, "<tr>");
        add_claim(text, claim);
        coro_text_add(text, "</tr>\n");
    }
}

static void add_row(struct coro_text *text, const struct coro_result *result, unsigned row)
{
    size_t strategy = coro_blog_strategy(result, row, 0), lines = line_count(result, row);

    coro_text_format(text, "<tbody><tr><th scope=\"rowgroup\" rowspan=\"%zu\">%u. %s</th>", lines == 0 ? 1 : lines, row,
                     coro_blog_row_name(row));
    if (strategy == CORO_NOT_FOUND) {
        coro_text_add(text, "<td></td><td>");
        coro_page_verdict(text, CORO_NOT_TESTED);
        coro_text_add(text, "</td><td class=\"e\" colspan=\"5\">No strategy in this file stands for this row.</td></tr>\n");
    }
    for (const char *opening = ""; strategy != CORO_NOT_FOUND; opening = "<tr>") {
        add_strategy(text, result, row, strategy, opening);
        strategy = coro_blog_strategy(result, row, strategy + 1);
    }
    coro_text_add(text, "</tbody>\n");
}

/* The claims of row 0, by strategy. */
static void add_elsewhere(struct coro_text *text, const struct coro_result *result)
{
    size_t strategy = coro_blog_strategy(result, 0, 0);

    if (strategy == CORO_NOT_FOUND)
        return;
    coro_text_format(text, "<h3>Claims from elsewhere</h3>\n<p>What the five documents say in their prose: %zu claims proved, %zu "
                           "refuted, %zu out of reach.</p>\n", coro_prose_count(result, CORO_PROVED),
                     coro_prose_count(result, CORO_REFUTED), coro_prose_count(result, CORO_OUT_OF_REACH));
    coro_text_add(text, "<details><summary>Every one of them, with its evidence</summary>\n");
    coro_page_table_begin(text, "Claims from elsewhere", "blog");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Claimed</th><th "
                        "scope=\"col\">Verdict</th>"
                        "<th scope=\"col\">Evidence</th><th scope=\"col\">Source</th></tr></thead>\n<tbody>\n");
    for (; strategy != CORO_NOT_FOUND; strategy = coro_blog_strategy(result, 0, strategy + 1)) {
        const struct coro_claim *claim = coro_blog_claim(result, 0, strategy, 0);
        for (; claim != NULL; claim = coro_blog_claim(result, 0, strategy, coro_blog_after(result, claim))) {
            coro_text_add(text, "<tr>");
            coro_page_header(text, "row", "", result->strategies[strategy].name);
            add_claim(text, claim);
            coro_page_cell(text, "", claim->source);
            coro_text_add(text, "</tr>\n");
        }
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
    coro_text_add(text, "</details>\n");
}

void coro_page_blog(struct coro_text *text, const struct coro_result *result, const char *part)
{
    coro_page_heading(text, part, "blog", "The blog’s table: claimed, measured, verdict");
    if (!coro_blog_has_any(result)) {
        coro_text_add(text, "<p>No strategy in this file stands for a row of it.</p>\n");
        add_elsewhere(text, result);
        return;
    }
    coro_text_add(text, "<p>The eight strategies and their downsides are quoted from part 8. A downside is "
                        "<em>proved</em> or <em>refuted</em> by running code, <em>out of reach</em> where no program "
                        "like this, or no sample in this file, can decide it; where it is refuted, a sentence says why. Time and allocations are per "
                        "item on <code>ready</code>; bytes are what the strategy "
                        "adds.</p>\n");
    coro_page_table_begin(text, "The blog’s table", "blog");
    coro_text_add(text, "<thead><tr><th scope=\"col\">Strategy</th><th scope=\"col\">Downside claimed</th>"
                        "<th scope=\"col\">Verdict</th><th scope=\"col\">Evidence</th><th scope=\"col\">Measured as</th>"
                        "<th scope=\"col\" class=\"r\">Time, × ");
    coro_escape_html(text, coro_baseline_name(result));
    coro_text_add(text, "</th><th scope=\"col\" class=\"r\">Allocations<br>per item</th>"
                        "<th scope=\"col\">Adds</th></tr></thead>\n");
    for (unsigned row = 1; row <= CORO_BLOG_ROWS; row++)
        add_row(text, result, row);
    coro_page_table_end(text);
    add_elsewhere(text, result);
}
