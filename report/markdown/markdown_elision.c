/* SPDX-License-Identifier: MIT */
/* Owns the table "When does the box go away?" in Markdown. */
#include <math.h>
#include "report/analysis/boxed_array.h"
#include "report/analysis/elision.h"
#include "report/markdown/markdown.h"

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    double allocations = report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS);
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);

    if (isnan(allocations))
        report_text_add(text, report_elision_has_failed(result, strategy, workload) ? " failed |" : " |");
    else if (report_elision_is_gone(result, strategy, workload))
        report_markdown(text, " **%s** / %s |", report_number_count(allocations).text, report_number_count(instructions).text);
    else
        report_markdown(text, " %s / %s |", report_number_count(allocations).text, report_number_count(instructions).text);
}

static void add_row(struct report_text *text, const struct report_result *result, const struct report_elision *row,
                    const size_t *workloads, size_t count)
{
    report_text_add(text, "|");
    report_markdown_names(text, &result->strategies[row->strategy].name, 1);
    report_markdown(text, " %s |", !row->is_program ? "caller and callee compiled apart" : row->compiler);
    for (size_t i = 0; i < count; i++)
        if (row->reason != NULL)
            report_text_add(text, i == 0 ? " absent |" : " |");
        else
            add_cell(text, result, row->strategy, workloads[i]);
    report_text_add(text, "\n");
}

void report_markdown_add_elision(struct report_text *text, const struct report_result *result)
{
    size_t workloads[REPORT_ELISION_COLUMNS], count = report_elision_columns(result, workloads);
    struct report_elision row;

    if (!report_elision_read(result, 0, &row)) {
        report_markdown_sentence(text, report_elision_say, result, "\n\n");
        return;
    }
    report_text_add(text, "\n### When does the box go away?\n\n");
    report_markdown_sentence(text, report_elision_say, result, "\n\n");
    report_text_add(text, "Allocations / instructions per item.\n\n| program | compiler |");
    for (size_t i = 0; i < count; i++)
        report_markdown_names(text, &result->workloads[workloads[i]].name, 1);
    report_text_add(text, "\n|---|---|");
    report_text_repeat(text, "---:|", count);
    report_text_add(text, "\n");
    for (size_t i = 0; report_elision_read(result, i, &row); i++)
        add_row(text, result, &row, workloads, count);
    report_text_add(text, "\n");
    report_markdown_sentence(text, report_boxed_array_say, result, "\n");
}
