/* SPDX-License-Identifier: MIT */
/* Fills the table of the processor's counters: cycles, branch misses and cache misses of an item, warm on ready and cold on the
 * largest member of cold/n. Few machines let a program count them; the notes of a run without them say why. */
#include <math.h>
#include "report/analysis/row_bytes.h"
#include "report/analysis/small_table.h"

static const char *const metrics[] = {"cycles", "branch_misses", "cache_misses"};
static const char *const headings[][3] = {{"cycles", "branches", "cache"}, {"cold: cycles", "branches", "cache"}};
enum { METRICS = sizeof metrics / sizeof metrics[0], PLACES = sizeof headings / sizeof headings[0] };
_Static_assert(METRICS * PLACES <= REPORT_SMALL_COLUMNS, "a column for each metric on each workload");

static void fill_row(const struct report_result *result, size_t strategy, const size_t *workloads,
                     struct report_small_table *table)
{
    struct report_small_row *row = NULL;

    for (size_t i = 0; i < METRICS * PLACES; i++) {
        double value = report_result_median(result, strategy, workloads[i / METRICS], metrics[i % METRICS]);
        if (isnan(value))
            continue;
        if (row == NULL)
            row = report_small_table_add(table, result->strategies[strategy].name);
        report_small_cell_say(&row->cells[i], "%s", report_number_count(value).text);
    }
}

/* The workload, or REPORT_NOT_FOUND when no row counted anything on it. */
static size_t counted(const struct report_result *result, size_t workload)
{
    for (size_t i = 0; i < METRICS && workload != REPORT_NOT_FOUND; i++)
        if (report_workload_has(result, workload, metrics[i]))
            return workload;
    return REPORT_NOT_FOUND;
}

static size_t coldest(const struct report_result *result)
{
    size_t found = REPORT_NOT_FOUND;

    for (size_t i = 0; i < METRICS && found == REPORT_NOT_FOUND; i++)
        found = report_family_workload(result, "cold", metrics[i]);
    return found;
}

void report_counters_fill(const struct report_result *result, struct report_small_table *table)
{
    const size_t workloads[PLACES] = {counted(result, report_result_workload(result, "ready")), coldest(result)};

    table->title = "What the processor counted";
    table->corner = "row";
    table->column_count = workloads[1] == REPORT_NOT_FOUND ? METRICS : METRICS * PLACES;
    for (size_t i = 0; i < table->column_count; i++)
        table->headings[i] = headings[i / METRICS][i % METRICS];
    for (size_t i = 0; i < result->strategy_count; i++)
        fill_row(result, i, workloads, table);
    if (table->row_count == 0)
        return;
    report_text_add(&table->method, "Per item, by the processor's counters in user mode: cycles, branches predicted wrong, and "
                                    "misses of the cache; first on ready");
    if (workloads[1] != REPORT_NOT_FOUND)
        report_text_format(&table->method, ", then on %s", result->workloads[workloads[1]].name);
    report_text_add(&table->method, ".");
}
