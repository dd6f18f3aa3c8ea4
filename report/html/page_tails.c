/* SPDX-License-Identifier: MIT */
/* Owns the page's section on tails and the kernel: the slow next()s behind a mean, and an item's system calls and page faults. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html/elements.h"

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

void report_page_tails(struct report_text *text, const struct report_result *result, const char *part)
{
    static const struct report_page_matrix tails = {
        REPORT_METRIC_P99, "Tails of the time of a next()", "tails-next", report_columns_with, add_tail, false};
    static const struct report_page_matrix kernel = {
        REPORT_METRIC_SYSCALLS, "System calls and page faults per item", "tails-kernel", report_columns_with, add_calls, false};
    size_t heading;

    report_page_piece(text, "tails", part);
    heading = text->length;
    report_page_matrix_add(text, result, &tails, part);
    if (text->length > heading)
        say_clock(text, result);
    report_page_matrix_add(text, result, &kernel, part);
    if (text->length == heading)
        report_page_piece(text, "tails-empty", NULL);
}
