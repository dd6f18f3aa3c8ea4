/* SPDX-License-Identifier: MIT */
/* Owns the page's section of what a mean hides: the slow next()s, and what the kernel does for an item. */
#include <math.h>
#include <string.h>
#include "report/result/baseline.h"
#include "report/text/number.h"
#include "report/html/page_matrix.h"
#include "report/analysis/switch_table.h"

static double median_of(const struct report_result *result, const struct report_series *series, const char *metric)
{
    return report_result_median(result, series->strategy, series->workload, metric);
}

static void add_tail(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_text_format(text, "<td><small>%s</small><b>%s</b><small>%s</small><small>%s</small></td>",
                     report_number_time(median_of(result, series, "p50_ns")).text, report_number_time(series->median).text,
                     report_number_time(median_of(result, series, "p999_ns")).text,
                     report_number_time(median_of(result, series, "max_ns")).text);
}

static void add_calls(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    double minor = median_of(result, series, "minor_faults"), major = median_of(result, series, "major_faults");

    report_text_format(text, "<td class=\"%s\"><b>%s</b>", series->median > 0 || minor > 0 || major > 0 ? "" : "same",
                     report_number_count(series->median).text);
    if (minor > 0)
        report_text_format(text, "<small>%s minor</small>", report_number_count(minor).text);
    if (major > 0)
        report_text_format(text, "<small>%s major</small>", report_number_count(major).text);
    report_text_add(text, "</td>");
}

/* What reading the clock takes, over the cells; the cells differ in nothing but noise. */
static void say_clock(struct report_text *text, const struct report_result *result)
{
    double least = INFINITY, most = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        for (size_t workload = 0; workload < result->workload_count; workload++) {
            double clock = report_result_median(result, i, workload, "clock_ns");
            least = fmin(least, clock);
            most = fmax(most, clock);
        }
    if (isfinite(least) && strcmp(report_number_time(least).text, report_number_time(most).text) == 0)
        report_text_format(text, "<p>Each of these times includes one reading of the clock, which is not subtracted: %s, measured "
                               "back to back.</p>\n", report_number_time(least).text);
    else if (isfinite(least))
        report_text_format(text, "<p>Each of these times includes one reading of the clock, which is not subtracted: %s to %s, "
                               "measured back to back.</p>\n", report_number_time(least).text, report_number_time(most).text);
}

void report_page_tails(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_page_matrix matrix = {.result = result, .part = part, .choose = report_columns_with};
    size_t heading;

    report_page_heading(text, part, "tails", "What a mean hides");
    heading = text->length;
    matrix.metric = REPORT_METRIC_P99, matrix.label = "Tails of the time of a next()", matrix.add_value = add_tail;
    report_page_matrix_add(text, &matrix, "<h3>The tail of a single next()</h3>\n<p>The time of one <code>next().await</code>: its "
                                        "median, in bold the 99th percentile, the 99.9th, and the longest. Percentiles are from "
                                        "a histogram, too high by 1/32 at most.</p>\n");
    if (text->length > heading)
        say_clock(text, result);
    matrix.metric = REPORT_METRIC_SYSCALLS, matrix.label = "System calls and page faults per item", matrix.add_value = add_calls;
    report_page_matrix_add(text, &matrix, "<h3>What the kernel does per item</h3>\n<p>In bold the system calls of an item, in the "
                                        "steady state; below them, its minor and major page faults where there are any.</p>\n");
    if (text->length == heading)
        report_text_add(text, "<p>This file has no times of single calls, and no system calls.</p>\n");
}
