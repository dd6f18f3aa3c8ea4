/* SPDX-License-Identifier: MIT */
/* Owns the page's section of what a mean hides: the slow next()s, and what the kernel does for an item. */
#include <math.h>
#include <string.h>
#include "report/baseline.h"
#include "report/number.h"
#include "report/page_matrix.h"
#include "report/switch_table.h"

static double median_of(const struct coro_result *result, const struct coro_series *series, const char *metric)
{
    return coro_result_median(result, series->strategy, series->workload, metric);
}

static void add_tail(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    coro_text_format(text, "<td><small>%s</small><b>%s</b><small>%s</small><small>%s</small></td>",
                     coro_number_time(median_of(result, series, "p50_ns")).text, coro_number_time(series->median).text,
                     coro_number_time(median_of(result, series, "p999_ns")).text,
                     coro_number_time(median_of(result, series, "max_ns")).text);
}

static void add_calls(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    double minor = median_of(result, series, "minor_faults"), major = median_of(result, series, "major_faults");

    coro_text_format(text, "<td class=\"%s\"><b>%s</b>", series->median > 0 || minor > 0 || major > 0 ? "" : "same",
                     coro_number_count(series->median).text);
    if (minor > 0)
        coro_text_format(text, "<small>%s minor</small>", coro_number_count(minor).text);
    if (major > 0)
        coro_text_format(text, "<small>%s major</small>", coro_number_count(major).text);
    coro_text_add(text, "</td>");
}

/* What reading the clock takes, over the cells; the cells differ in nothing but noise. */
static void say_clock(struct coro_text *text, const struct coro_result *result)
{
    double least = INFINITY, most = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        for (size_t workload = 0; workload < result->workload_count; workload++) {
            double clock = coro_result_median(result, i, workload, "clock_ns");
            least = fmin(least, clock);
            most = fmax(most, clock);
        }
    if (isfinite(least) && strcmp(coro_number_time(least).text, coro_number_time(most).text) == 0)
        coro_text_format(text, "<p>Each of these times includes one reading of the clock, which is not subtracted: %s, measured "
                               "back to back.</p>\n", coro_number_time(least).text);
    else if (isfinite(least))
        coro_text_format(text, "<p>Each of these times includes one reading of the clock, which is not subtracted: %s to %s, "
                               "measured back to back.</p>\n", coro_number_time(least).text, coro_number_time(most).text);
}

void coro_page_tails(struct coro_text *text, const struct coro_result *result, const char *part)
{
    struct coro_page_matrix matrix = {.result = result, .part = part, .choose = coro_columns_with};
    size_t heading;

    coro_page_heading(text, part, "tails", "What a mean hides");
    heading = text->length;
    matrix.metric = CORO_METRIC_P99, matrix.label = "Tails of the time of a next()", matrix.add_value = add_tail;
    coro_page_matrix_add(text, &matrix, "<h3>The tail of a single next()</h3>\n<p>The time of one <code>next().await</code>: its "
                                        "median, in bold the 99th percentile, the 99.9th, and the longest. Percentiles are from "
                                        "a histogram, too high by 1/32 at most.</p>\n");
    if (text->length > heading)
        say_clock(text, result);
    matrix.metric = CORO_METRIC_SYSCALLS, matrix.label = "System calls and page faults per item", matrix.add_value = add_calls;
    coro_page_matrix_add(text, &matrix, "<h3>What the kernel does per item</h3>\n<p>In bold the system calls of an item, in the "
                                        "steady state; below them, its minor and major page faults where there are any.</p>\n");
    if (text->length == heading)
        coro_text_add(text, "<p>This file has no times of single calls, and no system calls.</p>\n");
}
