/* SPDX-License-Identifier: MIT */
/* Owns the table "When does the box go away?" for a terminal. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/boxed_array.h"
#include "report/analysis/elision.h"
#include "report/terminal/terminal.h"

enum { NAME_COLUMNS = 40, CELL_COLUMNS = 10 };

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    double allocations = report_result_median(result, strategy, workload, REPORT_METRIC_ALLOCATIONS);
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);
    char words[80] = "·";

    if (report_elision_has_failed(result, strategy, workload))
        snprintf(words, sizeof words, "failed");
    else if (!isnan(allocations))
        snprintf(words, sizeof words, "%s%s%s", report_number_count(allocations).text, isnan(instructions) ? "" : " · ",
                 isnan(instructions) ? "" : report_number_count(round(instructions)).text);
    report_field_right(text, words, CELL_COLUMNS);
}

static void add_row(struct report_text *text, const struct report_result *result, const struct report_elision *row,
                    const size_t *workloads, size_t count)
{
    const char *name = result->strategies[row->strategy].name;

    report_text_add(text, " ");
    report_field_left(text, row->is_program ? name + strlen("peer:") : name, NAME_COLUMNS - 1);
    if (row->reason != NULL)
        report_text_add(text, "    absent");
    for (size_t i = 0; i < count && row->reason == NULL; i++)
        add_cell(text, result, row->strategy, workloads[i]);
    report_text_add(text, "\n");
}

void report_terminal_add_elision(struct report_text *text, const struct report_result *result)
{
    size_t workloads[REPORT_ELISION_COLUMNS], count = report_elision_columns(result, workloads);
    struct report_elision row, above = {.is_program = false};

    if (!report_elision_read(result, 0, &row)) {
        report_terminal_sentence(text, "\n", report_elision_say, result);
        report_terminal_sentence(text, "\n", report_boxed_array_say, result);
        return;
    }
    report_text_add(text, "\nWhen does the box go away? Allocations · instructions per item\n");
    report_field_left(text, row.is_program ? "" : "caller and callee compiled apart", NAME_COLUMNS);
    for (size_t i = 0; i < count; i++)
        report_field_right(text, result->workloads[workloads[i]].name, CELL_COLUMNS);
    report_text_add(text, "\n");
    for (size_t i = 0; report_elision_read(result, i, &row); above = row, i++) {
        if (row.is_program && (!above.is_program || strcmp(row.compiler, above.compiler) != 0))
            report_paragraph_add(text, 0, 2, row.compiler[0] == '\0' ? "an unnamed compiler" : row.compiler);
        add_row(text, result, &row, workloads, count);
    }
    report_terminal_sentence(text, "", report_elision_say, result);
    report_terminal_sentence(text, "", report_boxed_array_say, result);
}
