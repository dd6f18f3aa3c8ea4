/* SPDX-License-Identifier: MIT */
/* Owns the page's tables of counted metrics on one workload: what an item runs on `ready`, what a waiting task holds. */
#include <math.h>
#include "report/baseline.h"
#include "report/escape.h"
#include "report/number.h"
#include "report/page_part.h"

enum { MOST_COLUMNS = 9 };

struct column {
    const char *metric, *heading;
    struct coro_number (*number)(double);
};

static bool has_any(const struct coro_result *result, size_t strategy, size_t workload, const struct column *columns,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (coro_result_series(result, strategy, workload, columns[i].metric) != NULL)
            return true;
    return false;
}

static void add_row(struct coro_text *text, const struct coro_result *result, size_t strategy, size_t workload,
                    const struct column *columns, size_t count)
{
    coro_text_format(text, "<tr class=\"%s\">", strategy == coro_baseline(result) ? "base" : "");
    coro_page_header(text, "row", "", result->strategies[strategy].name);
    for (size_t i = 0; i < count; i++) {
        double value = coro_result_median(result, strategy, workload, columns[i].metric);
        coro_page_cell(text, isnan(value) ? "none" : "", isnan(value) ? "·" : columns[i].number(value).text);
    }
    coro_text_add(text, "</tr>\n");
}

/* The table of those of the columns that any strategy has a number in; nothing when there are none. */
static void add_table(struct coro_text *text, const struct coro_result *result, size_t workload, const char *heading,
                      const struct column *choice, size_t choice_count)
{
    struct column columns[MOST_COLUMNS];
    size_t count = 0;

    for (size_t i = 0; i < choice_count; i++)
        if (coro_workload_has(result, workload, choice[i].metric))
            columns[count++] = choice[i];
    if (count == 0)
        return;
    coro_text_add(text, "<h3>");
    coro_text_add(text, heading);
    coro_page_code(text, result->workloads[workload].name);
    coro_text_add(text, "</h3>\n");
    coro_page_table_begin(text, "Counts", "matrix");
    coro_text_add(text, "<thead><tr><th scope=\"col\" class=\"corner\">Strategy</th>");
    for (size_t i = 0; i < count; i++)
        coro_text_format(text, "<th scope=\"col\">%s</th>", columns[i].heading);
    coro_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        if (has_any(result, i, workload, columns, count))
            add_row(text, result, i, workload, columns, count);
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

void coro_page_item_counts(struct coro_text *text, const struct coro_result *result, size_t workload)
{
    static const struct column columns[] = {
        {CORO_METRIC_INSTRUCTIONS, "instructions", coro_number_count},
        {CORO_METRIC_ALLOCATOR_INSTRUCTIONS, "of them in<br>malloc and free", coro_number_count},
        {"indirect_calls", "indirect<br>calls", coro_number_count},
        {"allocator_calls", "calls of malloc<br>and free", coro_number_count},
        {CORO_METRIC_ALLOCATIONS, "allocations", coro_number_count},
        {"allocated_bytes", "allocated", coro_number_bytes},
        {"peak_live_bytes", "most alive<br>in the run", coro_number_bytes},
        {"mapped_stacks", "mapped<br>stacks", coro_number_count},
        {"mapped_stack_bytes", "which<br>reserve", coro_number_bytes},
    };

    if (workload != CORO_NOT_FOUND)
        add_table(text, result, workload, "What one item runs on ", columns, sizeof columns / sizeof columns[0]);
}

void coro_page_task_counts(struct coro_text *text, const struct coro_result *result, size_t workload)
{
    static const struct column columns[] = {
        {CORO_METRIC_TASK_BYTES, "in all", coro_number_bytes},
        {"rss_bytes", "resident", coro_number_bytes},
        {"frame_bytes", "of it frames<br>and stacks", coro_number_bytes},
        {"page_table_bytes", "page tables", coro_number_bytes},
    };

    if (workload != CORO_NOT_FOUND)
        add_table(text, result, workload, "What one waiting task holds on ", columns, sizeof columns / sizeof columns[0]);
}
