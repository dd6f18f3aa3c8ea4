/* SPDX-License-Identifier: MIT */
/* Owns the page's tables of counted metrics. One has the instructions of an item of `ready` and the memory of a waiting task.
 * Others show slow next()s behind a mean, system calls and page faults. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html/page.h"
#include "report/result/result.h"

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
    report_page_table_begin(text, "Counts");
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
        {"mapped_stack_bytes", "reserved<br>by them", report_number_bytes},
    };

    add_table(text, result, workload, "What one item runs on ", columns, sizeof columns / sizeof columns[0]);
}

void report_page_task_counts(struct report_text *text, const struct report_result *result, size_t workload)
{
    static const struct column columns[] = {
        {REPORT_METRIC_TASK_BYTES, "resident", report_number_bytes},
        {"rss_bytes", "of it<br>memory", report_number_bytes},
        {"frame_bytes", "of that frames<br>and stacks", report_number_bytes},
        {"page_table_bytes", "of it<br>page tables", report_number_bytes},
    };

    add_table(text, result, workload, "What one waiting task holds on ", columns, sizeof columns / sizeof columns[0]);
}

static double median_of(const struct report_result *result, const struct report_series *series, const char *metric)
{
    return report_result_median(result, series->strategy, series->workload, metric);
}

static void add_tail(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_html(text, "<td><small>%s</small><b>%s</b><small>%s</small><small>%s</small></td>",
                report_number_time(median_of(result, series, "p50_ns")).text, report_number_time(series->median).text,
                report_number_time(median_of(result, series, "p999_ns")).text,
                report_number_time(median_of(result, series, "max_ns")).text);
}

static void add_calls(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double minor = median_of(result, series, "minor_faults"), major = median_of(result, series, "major_faults");

    report_html(text, "<td class=\"%s\"><b>%s</b>", series->median > 0 || minor > 0 || major > 0 ? "" : "same",
                report_number_count(series->median).text);
    if (minor > 0)
        report_html(text, "<small>%s minor</small>", report_number_count(minor).text);
    if (major > 0)
        report_html(text, "<small>%s major</small>", report_number_count(major).text);
    report_text_add(text, "</td>");
}

static void add_events(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_html(text, "<td><b>%s</b><small>%s</small><small>%s</small></td>", report_number_count(series->median).text,
                report_number_count(median_of(result, series, "branch_misses")).text,
                report_number_count(median_of(result, series, "cache_misses")).text);
}

/* The time of reading the clock, over the cells, which differ in nothing but noise. */
static void say_clock(struct report_text *text, const struct report_result *result)
{
    double least = INFINITY, most = 0;
    char words[80];

    for (size_t i = 0; i < result->strategy_count; i++)
        for (size_t workload = 0; workload < result->workload_count; workload++) {
            double clock = report_result_median(result, i, workload, "clock_ns");
            least = fmin(least, clock);
            most = fmax(most, clock);
        }
    if (!isfinite(least))
        return;
    struct report_number from = report_number_time(least), to = report_number_time(most);
    bool is_one = strcmp(from.text, to.text) == 0;
    snprintf(words, sizeof words, "%s%s%s", from.text, is_one ? "" : " to ", is_one ? "" : to.text);
    report_page_piece(text, "tails-clock", words);
}

void report_page_tails(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    static const struct report_page_matrix tails = {
        REPORT_METRIC_P99, "Tails of the time of a next()", "tails-next", REPORT_COLUMNS_ALL, add_tail, false};
    static const struct report_page_matrix kernel = {
        REPORT_METRIC_SYSCALLS, "System calls and page faults per item", "tails-kernel", REPORT_COLUMNS_ALL, add_calls, false};
    static const struct report_page_matrix events = {
        REPORT_METRIC_CYCLES, "Cycles and misses per item", "tails-events", REPORT_COLUMNS_ALL, add_events, false};
    size_t heading;

    report_page_piece(text, "tails", part);
    heading = text->length;
    report_page_matrix_add(text, result, &tails, part);
    if (text->length > heading)
        say_clock(text, result);
    report_page_matrix_add(text, result, &kernel, part);
    report_page_matrix_add(text, result, &events, part);
    if (text->length == heading)
        report_page_piece(text, "tails-empty", NULL);
}
