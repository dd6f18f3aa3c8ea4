/* SPDX-License-Identifier: MIT */
/* Fills the table of the bytes that a row keeps in each situation, beside the memory of a waiting task of real size. */
#include <math.h>
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"

enum { RESIDENT_SIZED, FIRST_SITUATION };
static const char *const headings[] = {"sized", "burst", "types", "threads", "handed"};
_Static_assert(sizeof headings / sizeof headings[0] == FIRST_SITUATION + REPORT_SITUATIONS, "a heading per column");

static void fill_bytes(struct report_small_cell *cell, double bytes)
{
    report_small_cell_say(cell, "%s", isnan(bytes) ? "" : report_number_bytes(bytes).text);
}

static void fill_row(const struct report_result *result, size_t strategy, struct report_small_table *table)
{
    struct report_row_bytes bytes = report_row_bytes(result, strategy);

    if (isnan(bytes.retained) && isnan(bytes.resident_sized))
        return;
    struct report_small_row *row = report_small_table_add(table, result->strategies[strategy].name);
    fill_bytes(&row->cells[RESIDENT_SIZED], bytes.resident_sized);
    for (size_t i = 0; i < REPORT_SITUATIONS; i++)
        fill_bytes(&row->cells[FIRST_SITUATION + i], bytes.retained_after[i]);
}

/* Adds a line "burst/10000: What stays after a burst?", with the last workload of the family that was measured. */
static void say_question(const struct report_result *result, const char *family, const char *metric, struct report_text *text)
{
    size_t workload = report_family_workload(result, family, metric);

    if (workload != REPORT_NOT_FOUND && result->workloads[workload].question[0] != '\0')
        report_text_format(text, "\n%s: %s", result->workloads[workload].name, result->workloads[workload].question);
}

static void say_method(const struct report_result *result, struct report_text *text)
{
    report_text_format(text, "Sized: resident bytes that a waiting task holds, with frames of a real program's sizes%s%s.",
                       result->plan.trace_path == NULL ? "" : ", which are those of ",
                       result->plan.trace_path == NULL ? "" : result->plan.trace_path);
    say_question(result, "sized_tasks", REPORT_METRIC_TASK_BYTES, text);
    report_text_format(text, "\nRetained: bytes of memory and page tables that stay in the process after all futures ended, in "
                       "each of the situations that follow; the most of them is what other tables call retained. Less than %s "
                       "counts as nothing. It is read at once: an allocator that returns pages after a delay, as jemalloc and "
                       "mimalloc do, still holds them.",
                       report_number_trimmed(report_number_bytes(REPORT_SAME_RETAINED_BYTES)).text);
    for (size_t i = 0; i < REPORT_SITUATIONS; i++)
        say_question(result, report_situations[i], REPORT_METRIC_RETAINED_BYTES, text);
}

void report_retention_fill(const struct report_result *result, struct report_small_table *table)
{
    table->title = "Resident and retained";
    table->corner = "row";
    table->column_count = FIRST_SITUATION + REPORT_SITUATIONS;
    for (size_t i = 0; i < table->column_count; i++)
        table->headings[i] = headings[i];
    for (size_t i = 0; i < result->strategy_count; i++)
        fill_row(result, i, table);
    if (table->row_count > 0)
        say_method(result, &table->method);
}
