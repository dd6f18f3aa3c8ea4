/* SPDX-License-Identifier: MIT */
/* Owns the page's section "When does the box go away?": the programs without a box, and, folded, all others. */
#include <math.h>
#include "report/analysis/boxed_array.h"
#include "report/analysis/elision.h"
#include "report/html/page.h"

/* Adds "1 · 172": the allocations of an item, and its instructions where they were counted. */
static void add_counts(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);

    report_html(text, "%s",
                report_number_count(report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS)).text);
    if (!isnan(instructions))
        report_html(text, " · %s", report_number_count(instructions).text);
}

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    if (isnan(report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS))) {
        bool has_failed = report_elision_has_failed(result, strategy, workload);
        report_html(text, "<td class=\"none\">%s</td>", has_failed ? "failed" : "·");
        return;
    }
    report_text_add(text, report_elision_is_gone(result, strategy, workload) ? "<td class=\"gone\">" : "<td>");
    add_counts(text, result, strategy, workload);
    report_text_add(text, "</td>");
}

static void add_row(struct report_text *text, const struct report_result *result, const struct report_elision *row,
                    const size_t *workloads, size_t count)
{
    report_page_row_begin(text, row->is_program ? NULL : "base", result->strategies[row->strategy].name);
    report_html(text, "<td class=\"l\">%s</td>", row->is_program ? row->compiler : "caller and callee compiled apart");
    if (row->reason != NULL)
        report_html(text, "<td class=\"e\" colspan=\"%zu\">absent: %s</td>", count > 0 ? count : 1, row->reason);
    for (size_t i = 0; i < count && row->reason == NULL; i++)
        add_cell(text, result, row->strategy, workloads[i]);
    report_text_add(text, "</tr>\n");
}

/* Lists the cells without a box, folded: a full table has dozens. */
static void add_gone(struct report_text *text, const struct report_result *result, const size_t *workloads, size_t count)
{
    struct report_elision row;
    bool is_begun = false;

    for (size_t i = 0; report_elision_read(result, i, &row); i++)
        for (size_t k = 0; k < count && row.is_program && row.reason == NULL; k++) {
            if (!report_elision_is_gone(result, row.strategy, workloads[k]))
                continue;
            if (!is_begun)
                report_page_piece(text, "elision-gone", NULL);
            is_begun = true;
            report_page_row_begin(text, NULL, result->strategies[row.strategy].name);
            report_html(text, "<td class=\"l\">%s</td><td class=\"l\">%s</td><td>", row.compiler,
                        result->workloads[workloads[k]].name);
            add_counts(text, result, row.strategy, workloads[k]);
            report_text_add(text, "</td></tr>\n");
        }
    if (!is_begun)
        return;
    report_page_table_end(text);
    report_text_add(text, "</details>\n");
}

void report_page_elision(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t workloads[REPORT_ELISION_COLUMNS], count = report_elision_columns(result, workloads);
    struct report_elision row;

    (void)part;
    report_page_sentence(text, "<p>", report_elision_say, result, "</p>\n");
    add_gone(text, result, workloads, count);
    if (report_elision_read(result, 0, &row)) {
        report_page_piece(text, "elision-table", NULL);
        for (size_t i = 0; i < count; i++)
            report_html(text, "<th scope=\"col\">%s</th>", result->workloads[workloads[i]].name);
        report_text_add(text, "</tr></thead>\n<tbody>\n");
        for (size_t i = 0; report_elision_read(result, i, &row); i++)
            add_row(text, result, &row, workloads, count);
        report_page_table_end(text);
        report_text_add(text, "</details>\n");
    }
    report_page_sentence(text, "<p>", report_boxed_array_say, result, "</p>\n");
}
