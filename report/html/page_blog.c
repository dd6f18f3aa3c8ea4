/* SPDX-License-Identifier: MIT */
/* Draws the blog's table on the page, with claim, measurement and verdict, and the table of claims from elsewhere. */
#include "report/analysis/blog_table.h"
#include "report/analysis/claim_decision.h"
#include "report/analysis/row_bytes.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* Counts the claims out of the row, of one strategy, or of all for REPORT_NOT_FOUND: the lines that they take. */
static size_t count_lines(const struct report_result *result, unsigned row, size_t strategy)
{
    size_t count = 0;

    for (size_t i = 0; i < result->claim_count; i++)
        count += result->claims[i].row == row && (strategy == REPORT_NOT_FOUND || result->claims[i].strategy == strategy);
    return count;
}

static void add_place(struct report_text *text, double bytes, const char *place)
{
    if (bytes > 0)
        report_html(text, "in structs %s, %s<br>", report_number_bytes(bytes).text, place);
}

static void add_measured(struct report_text *text, const struct report_result *result, size_t strategy, size_t lines)
{
    const struct report_strategy *row = &result->strategies[strategy];
    struct report_row_bytes bytes = report_row_bytes(result, strategy);
    size_t ready = report_result_workload(result, "ready");

    report_html(text, "<td rowspan=\"%zu\"><code>%s</code></td><td class=\"r\" rowspan=\"%zu\"><b>%s</b><br>%s</td>", lines,
                row->name, lines, report_number_multiple(report_multiple(result, strategy, ready, REPORT_METRIC_TIME)).text,
                report_number_time(report_result_median(result, strategy, ready, REPORT_METRIC_TIME)).text);
    report_html(text, "<td class=\"r\" rowspan=\"%zu\">%s</td><td rowspan=\"%zu\">", lines,
                report_number_count(report_blog_allocations(result, strategy)).text, lines);
    report_text_add(text, row->adapter_bytes + row->call_site_bytes + row->task_bytes == 0 ? "in structs nothing<br>" : "");
    add_place(text, row->adapter_bytes, "iterator");
    add_place(text, row->call_site_bytes, "call site");
    add_place(text, row->task_bytes, "task");
    report_html(text, "reserved %s<br>resident %s<br>retained %s</td>", report_row_bytes_number(bytes.reserved).text,
                report_row_bytes_number(bytes.resident).text, report_row_bytes_number(bytes.retained).text);
}

static void add_verdict(struct report_text *text, enum report_verdict verdict, bool is_uncounted)
{
    static const char *const marks[REPORT_VERDICT_COUNT][2] = {
        [REPORT_NOT_MEASURED] = {"untested", "○"}, [REPORT_PROVED] = {"proved", "●"},
        [REPORT_REFUTED] = {"refuted", "✕"},       [REPORT_DEPENDS] = {"depends", "◐"},
        [REPORT_OUT_OF_REACH] = {"unreachable", "◌"}, [REPORT_LEFT_TO_REPORT] = {"untested", "○"},
    };

    report_page_mark(text, is_uncounted ? "untested" : marks[verdict][0], marks[verdict][1], report_verdict_words[verdict]);
}

/* Adds the halves with their evidence, and the reason. */
static void add_evidence(struct report_text *text, const struct report_claim *claim)
{
    const char *reason = report_claim_reason(claim);

    for (size_t i = 0; i < claim->half_count; i++) {
        struct report_text outcome = {0};
        report_claim_say_outcome(claim, i, &outcome);
        if (outcome.length > 0)
            report_html(text, "<b>%s:</b> ", outcome.bytes);
        report_html(text, "%s", claim->halves[i].evidence);
        report_text_add(text, i + 1 < claim->half_count ? "<br>" : "");
        report_text_fini(&outcome);
    }
    if (reason[0] != '\0')
        report_html(text, "<br><b>Why:</b> %s", reason);
}

static void add_claim(struct report_text *text, const struct report_result *result, const struct report_claim *claim)
{
    const struct report_claim *first = &result->claims[claim->first];

    report_html(text, "<td class=\"q\">“%s”</td><td>", claim->quote);
    add_verdict(text, claim->verdict, report_claim_counting(result, claim) != REPORT_COUNTED);
    report_text_add(text, "</td><td class=\"e\">");
    if (first == claim)
        add_evidence(text, claim);
    else
        report_html(text, "asks the same as “%s” of <code>%s</code>, and is counted there", first->quote,
                    result->strategies[first->strategy].name);
    report_text_add(text, "</td>");
}

static void add_strategy(struct report_text *text, const struct report_result *result, unsigned row, size_t strategy,
                         const char *opening)
{
    size_t lines = count_lines(result, row, strategy);

    for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, row, strategy, claim)) != NULL;) {
        report_text_add(text, opening);
        opening = "<tr>";
        add_claim(text, result, claim);
        if (lines > 0)
            add_measured(text, result, strategy, lines);
        lines = 0;
        report_text_add(text, "</tr>\n");
    }
}

static void add_row(struct report_text *text, const struct report_result *result, unsigned row)
{
    size_t strategy = report_blog_strategy(result, row, 0), lines = count_lines(result, row, REPORT_NOT_FOUND);

    report_html(text, "<tbody><tr><th scope=\"rowgroup\" rowspan=\"%zu\">%u. %s</th>", lines == 0 ? 1 : lines, row,
                report_blog_rows[row]);
    if (strategy == REPORT_NOT_FOUND) {
        report_text_add(text, "<td></td><td>");
        add_verdict(text, REPORT_NOT_MEASURED, false);
        report_text_add(text, "</td><td class=\"e\" colspan=\"5\">No strategy in this file stands for this row; a run without "
                              "-s has one.</td></tr>\n");
    }
    for (const char *opening = ""; strategy != REPORT_NOT_FOUND; opening = "<tr>") {
        add_strategy(text, result, row, strategy, opening);
        strategy = report_blog_strategy(result, row, strategy + 1);
    }
    report_text_add(text, "</tbody>\n");
}

/* Adds the claims of row 0, by strategy. */
static void add_elsewhere(struct report_text *text, const struct report_result *result)
{
    size_t strategy = report_blog_strategy(result, 0, 0);

    if (strategy == REPORT_NOT_FOUND)
        return;
    report_page_sentence(text, "<h3>Claims from elsewhere</h3>\n<p>", report_prose_say_verdicts, result, "</p>\n");
    report_page_piece(text, "claims-elsewhere", NULL);
    for (; strategy != REPORT_NOT_FOUND; strategy = report_blog_strategy(result, 0, strategy + 1)) {
        for (const struct report_claim *claim = NULL; (claim = report_blog_claim(result, 0, strategy, claim)) != NULL;) {
            report_page_row_begin(text, NULL, result->strategies[strategy].name);
            add_claim(text, result, claim);
            report_html(text, "<td class=\"\">%s</td></tr>\n", claim->source);
        }
    }
    report_page_table_end(text);
    report_text_add(text, "</details>\n");
}

void report_page_blog(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    report_page_piece(text, "blog", part);
    report_page_sentence(text, "<p class=\"note\">", report_ledger_say, result, "</p>\n");
    if (report_blog_has_any(result)) {
        report_page_piece(text, "blog-table", report_baseline_name(result));
        for (unsigned row = 1; row <= REPORT_BLOG_ROWS; row++)
            add_row(text, result, row);
        report_text_add(text, "</table></div>\n");
    } else {
        report_page_piece(text, "blog-empty", NULL);
    }
    report_page_sentence(text, "<p class=\"note\">", report_unmeasured_say, result, "</p>\n");
    report_page_sentence(text, "<pre class=\"command\"><code>", report_unmeasured_command, result, "</code></pre>\n");
    add_elsewhere(text, result);
}
