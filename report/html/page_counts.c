/* SPDX-License-Identifier: MIT */
/* Owns the page's tables of counted metrics on one workload: what an item runs on `ready`, what a waiting task holds. */
#include <math.h>
#include "report/result/baseline.h"
#include "report/html/elements.h"

enum { MOST_COLUMNS = 9 };

struct column {
    const char *metric, *heading;   /* heading: HTML */
    struct report_number (*number)(double);
};

static bool has_any(const struct report_result *result, size_t strategy, size_t workload, const struct column *columns,
                    size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (report_result_series(result, strategy, workload, columns[i].metric) != NULL)
            return true;
    return false;
}

static void add_row(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload,
                    const struct column *columns, size_t count)
{
    report_page_row_begin(text, strategy == report_baseline(result) ? "base" : "", result->strategies[strategy].name);
    for (size_t i = 0; i < count; i++) {
        double value = report_result_median(result, strategy, workload, columns[i].metric);
        report_html(text, "<td class=\"%s\">%s</td>", isnan(value) ? "none" : "",
                    isnan(value) ? "·" : columns[i].number(value).text);
    }
    report_text_add(text, "</tr>\n");
}

/* Adds the table of those columns in which any strategy has a number; nothing without such a column. */
static void add_table(struct report_text *text, const struct report_result *result, size_t workload, const char *heading,
                      const struct column *choice, size_t choice_count)
{
    struct column columns[MOST_COLUMNS];
    size_t count = 0;

    for (size_t i = 0; i < choice_count && workload != REPORT_NOT_FOUND; i++)
        if (report_workload_has(result, workload, choice[i].metric))
            columns[count++] = choice[i];
    if (count == 0)
        return;
    report_html(text, "<h3>%s<code>%s</code></h3>\n", heading, result->workloads[workload].name);
    report_page_table_begin(text, "Counts", "matrix");
    report_text_add(text, "<thead><tr><th scope=\"col\" class=\"corner\">Strategy</th>");
    for (size_t i = 0; i < count; i++)
        report_text_format(text, "<th scope=\"col\">%s</th>", columns[i].heading);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        if (has_any(result, i, workload, columns, count))
            add_row(text, result, i, workload, columns, count);
    report_page_table_end(text);
}

void report_page_item_counts(struct report_text *text, const struct report_result *result, size_t workload)
{
    static const struct column columns[] = {
        {REPORT_METRIC_INSTRUCTIONS, "instructions", report_number_count},
        {REPORT_METRIC_ALLOCATOR_INSTRUCTIONS, "of them in<br>malloc and free", report_number_count},
        {"indirect_calls", "indirect<br>calls", report_number_count},
        {"allocator_calls", "calls of malloc<br>and free", report_number_count},
        {REPORT_METRIC_ALLOCATIONS, "allocations", report_number_count},
        {"allocated_bytes", "allocated", report_number_bytes},
        {"peak_live_bytes", "most alive<br>in the run", report_number_bytes},
        {"mapped_stacks", "mapped<br>stacks", report_number_count},
        {"mapped_stack_bytes", "which<br>reserve", report_number_bytes},
    };

    add_table(text, result, workload, "What one item runs on ", columns, sizeof columns / sizeof columns[0]);
}

void report_page_task_counts(struct report_text *text, const struct report_result *result, size_t workload)
{
    static const struct column columns[] = {
        {REPORT_METRIC_TASK_BYTES, "in all", report_number_bytes},
        {"rss_bytes", "resident", report_number_bytes},
        {"frame_bytes", "of it frames<br>and stacks", report_number_bytes},
        {"page_table_bytes", "page tables", report_number_bytes},
    };

    add_table(text, result, workload, "What one waiting task holds on ", columns, sizeof columns / sizeof columns[0]);
}
