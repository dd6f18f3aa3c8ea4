/* SPDX-License-Identifier: MIT */
/* Owns the page's section "When does the box go away?". */
#include <math.h>
#include "report/analysis/boxed_array.h"
#include "report/analysis/elision.h"
#include "report/html/page.h"

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    double allocations = report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS);
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);

    if (isnan(allocations)) {
        bool has_failed = report_elision_has_failed(result, strategy, workload);
        report_html(text, "<td class=\"none\">%s</td>", has_failed ? "failed" : "·");
        return;
    }
    report_html(text, "<td class=\"%s\"><b>%s</b>", report_elision_is_gone(result, strategy, workload) ? "f3" : "same",
                report_number_count(allocations).text);
    if (!isnan(instructions))
        report_html(text, "<small>%s</small>", report_number_count(instructions).text);
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

void report_page_elision(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    size_t workloads[REPORT_ELISION_COLUMNS], count = report_elision_columns(result, workloads);
    struct report_elision row;

    report_page_piece(text, "elision", part);
    if (!report_elision_read(result, 0, &row)) {
        size_t length = text->length;
        report_page_sentence(text, "<p>", report_elision_say, result, "</p>\n");
        if (text->length == length)
            report_page_piece(text, "elision-empty", NULL);
        report_page_sentence(text, "<p>", report_boxed_array_say, result, "</p>\n");
        return;
    }
    report_page_piece(text, "elision-about", NULL);
    report_page_sentence(text, "<p>", report_elision_say, result, "</p>\n");
    report_page_piece(text, "elision-table", NULL);
    for (size_t i = 0; i < count; i++)
        report_html(text, "<th scope=\"col\" class=\"\">%s</th>", result->workloads[workloads[i]].name);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; report_elision_read(result, i, &row); i++)
        add_row(text, result, &row, workloads, count);
    report_page_table_end(text);
    report_page_sentence(text, "<p>", report_boxed_array_say, result, "</p>\n");
}
