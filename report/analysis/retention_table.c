/* SPDX-License-Identifier: MIT */
/* Fills the table of the bytes that a row keeps in each situation, beside the memory of a waiting task. */
#include <math.h>
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"

enum { RESIDENT, RESIDENT_SIZED, FIRST_SITUATION };
static const char *const headings[] = {"tasks", "sized", "burst", "types", "threads", "handed"};
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
    fill_bytes(&row->cells[RESIDENT], bytes.resident);
    fill_bytes(&row->cells[RESIDENT_SIZED], bytes.resident_sized);
    for (size_t i = 0; i < REPORT_SITUATIONS; i++) {
        fill_bytes(&row->cells[FIRST_SITUATION + i], bytes.retained_after[i]);
        row->cells[FIRST_SITUATION + i].is_marked = bytes.retained_after[i] > 0 && bytes.retained_after[i] == bytes.retained;
    }
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
        report_text_format(&table->method, "Resident: bytes that a waiting task holds, on tasks/n with a small frame, on "
                           "sized_tasks/n with frames of a real program's sizes. Retained: bytes of memory and page tables that "
                           "stay in the process after all futures of burst, type_bursts, short_threads and handed_over ended. "
                           " Marked is the most, the row's word “retained”. Under %s is "
                           "not told from nothing.", report_number_bytes(REPORT_SAME_PROCESS_BYTES).text);
}
