/* SPDX-License-Identifier: MIT */
/* Owns the data of the page: every number of the result as JSON, for the script to show the provenance of a number, to tint by
 * another baseline and to fill a card's table. page_pack.c writes the numbers of a cell. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/html/page.h"
#include "report/html/page_pack.h"
#include "report/result/result.h"

enum { MOST_METRICS = 64 };

/* A JSON string without the characters that HTML reads in a script, and without those that are not printable. */
static void add_string(struct report_text *text, const char *string)
{
    report_text_add(text, "\"");
    for (size_t length; *string != '\0'; string += length) {
        uint32_t point = report_utf8_decode(string, &length);
        if (!report_utf8_is_printable(point))
            report_text_add(text, "\\ufffd");
        else if (strchr("\"\\<>&", (int)*string) != NULL)
            report_text_format(text, "\\u%04x", point);
        else
            report_text_add_bytes(text, string, length);
    }
    report_text_add(text, "\"");
}

static void add_member(struct report_text *text, const char *key, const char *string)
{
    report_text_format(text, "\"%s\":", key);
    add_string(text, string == NULL ? "" : string);
    report_text_add(text, ",");
}

/* The number of workloads of `on` up to the last that the strategy has. */
static size_t reach_of(const struct report_result *result, size_t strategy, const char *metric, const size_t *on, size_t count)
{
    while (count > 0 && report_result_series(result, strategy, on[count - 1], metric) == NULL)
        count--;
    return count;
}

/* The cells of a row, a space between two. Cells that are the same are one with its count: "0*12". */
static void add_row(struct report_text *text, const struct report_result *result, size_t strategy, const char *metric,
                    const size_t *on, size_t reach, report_pack_cell *pack, const double *starts)
{
    struct report_text cell = {0}, last = {0};
    size_t begin = text->length;

    for (size_t i = 0, same = 0; i <= reach; i++) {
        report_text_cut(&cell, 0);
        const struct report_series *series = i == reach ? NULL : report_result_series(result, strategy, on[i], metric);
        if (series != NULL)
            pack(&cell, series, starts);
        if (i < reach && same > 0 && strcmp(report_text_string(&cell), report_text_string(&last)) == 0) {
            same++;
            continue;
        }
        if (same > 0)
            report_text_format(text, text->length == begin ? "%s" : " %s", report_text_string(&last));
        if (same > 1)
            report_text_format(text, "*%zu", same);
        struct report_text swap = last;
        last = cell;
        cell = swap;
        same = 1;
    }
    report_text_fini(&cell);
    report_text_fini(&last);
}

/* The metric's values as a list, an item for each strategy: "its cells of `on`, up to the last that it has", or 0. Two spaces
 * have a gap between them. */
static void add_table(struct report_text *text, const struct report_result *result, const char *metric, const size_t *on,
                      size_t count, report_pack_cell *pack, const double *starts)
{
    size_t reach = result->strategy_count;

    while (reach > 0 && !report_strategy_has(result, reach - 1, metric))
        reach--;
    report_text_add(text, "[");
    for (size_t strategy = 0; strategy < reach; strategy++) {
        report_text_add(text, strategy == 0 ? "" : ",");
        if (!report_strategy_has(result, strategy, metric)) {
            report_text_add(text, "0");
            continue;
        }
        report_text_add(text, "\"");
        add_row(text, result, strategy, metric, on, reach_of(result, strategy, metric, on, count), pack, starts);
        report_text_add(text, "\"");
    }
    report_text_add(text, "]");
}

/* The first place of each round of times in the file. */
static void find_starts(const struct report_result *result, double *starts)
{
    for (size_t i = 0; i < REPORT_MOST_ROUNDS; i++)
        starts[i] = INFINITY;
    for (size_t i = 0; i < result->series_count; i++) {
        const struct report_series *series = &result->series[i];
        for (size_t k = 0; k < series->count && strcmp(series->metric, REPORT_METRIC_TIME) == 0; k++)
            if (!isnan(series->rounds[k]))
                starts[(size_t)series->rounds[k]] = fmin(starts[(size_t)series->rounds[k]], series->orders[k]);
    }
}

static bool have_same_workloads(const struct report_result *result, const char *metric, const char *other)
{
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, metric) != report_workload_has(result, i, other))
            return false;
    return true;
}

/* The workloads that have the metric, as a list, or as the name of the first of the `seen` metrics that has the same ones. */
static void add_workloads(struct report_text *text, const struct report_result *result, const char *metric,
                          const char *const *seen, size_t seen_count)
{
    const char *separator = "\"on\":[";

    for (size_t i = 0; i < seen_count; i++)
        if (have_same_workloads(result, metric, seen[i])) {
            report_text_add(text, "\"on\":");
            add_string(text, seen[i]);
            return;
        }
    for (size_t i = 0; i < result->workload_count; i++) {
        if (!report_workload_has(result, i, metric))
            continue;
        report_text_format(text, "%s%zu", separator, i);
        separator = ",";
    }
    report_text_add(text, "]");
}

static void add_metric(struct report_text *text, const struct report_result *result, const char *metric, const char *unit,
                       const char *const *seen, size_t seen_count)
{
    double starts[REPORT_MOST_ROUNDS];
    size_t on[REPORT_LONGEST_TABLE], count = 0;

    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, metric))
            on[count++] = i;
    add_string(text, metric);
    report_text_add(text, ":{");
    if (unit[0] != '\0')
        add_member(text, "unit", unit);
    add_workloads(text, result, metric, seen, seen_count);
    report_text_add(text, ",\"of\":");
    add_table(text, result, metric, on, count, report_pack_samples, NULL);
    if (strcmp(metric, REPORT_METRIC_TIME) == 0) {
        find_starts(result, starts);
        report_text_add(text, ",\"order\":");
        add_table(text, result, metric, on, count, report_pack_places, starts);
    }
    report_text_add(text, "}");
}

/* A file of version 1 has no table of metrics, so the series tell them. */
static void add_metrics(struct report_text *text, const struct report_result *result)
{
    const char *seen[MOST_METRICS];
    size_t count = 0;

    report_text_add(text, "\"metrics\":{");
    for (size_t i = 0, k; i < result->series_count && count < MOST_METRICS; i++) {
        const struct report_series *series = &result->series[i];
        for (k = 0; k < count && strcmp(seen[k], series->metric) != 0; k++)
            ;
        if (k < count)
            continue;
        report_text_add(text, count == 0 ? "" : ",");
        add_metric(text, result, series->metric, series->unit, seen, count);
        seen[count++] = series->metric;
    }
    report_text_add(text, "}");
}

static void add_names(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "\"rows\":[");
    for (size_t i = 0; i < result->strategy_count; i++) {
        report_text_add(text, i == 0 ? "" : ",");
        add_string(text, result->strategies[i].name);
    }
    report_text_add(text, "],\"workloads\":[");
    for (size_t i = 0; i < result->workload_count; i++) {
        report_text_add(text, i == 0 ? "" : ",");
        add_string(text, result->workloads[i].name);
    }
    report_text_add(text, "],");
}

/* The rank of the interval's ends, by the number of samples. */
static void add_ranks(struct report_text *text, const struct report_result *result)
{
    size_t most = 0;

    for (size_t i = 0; i < result->series_count; i++)
        most = result->series[i].count > most ? result->series[i].count : most;
    report_text_add(text, "\"rank\":[0");
    for (size_t count = 1; count <= most; count++)
        report_text_format(text, ",%zu", report_median_rank(count));
    report_text_add(text, "],");
}

/* The noise floor of the times of each workload, 0 where it is unknown. */
static void add_floors(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, "\"floors\":[");
    for (size_t i = 0; i < result->workload_count; i++) {
        double floor = report_workload_floor(result, i);
        report_text_format(text, isfinite(floor) ? "%s%.4g" : "%s0", i == 0 ? "" : ",", floor);
    }
    report_text_add(text, "],");
}

void report_page_data_add(struct report_page *page, const struct report_result *result)
{
    struct report_text *text = &page->data;
    size_t baseline = report_baseline(result);

    report_text_add(text, text->length == 0 ? "{" : ",\n{");
    add_member(text, "part", page->part);
    add_member(text, "file", result->path);
    add_member(text, "commit", result->environment.commit);
    add_member(text, "created", result->created);
    report_text_format(text, "\"baseline\":%d,", baseline == REPORT_NOT_FOUND ? -1 : (int)baseline);
    add_floors(text, result);
    report_text_format(text, "\"digits\":\"%s\",\"power\":%d,", report_pack_digits, REPORT_PACK_MOST_POWER);
    add_names(text, result);
    add_ranks(text, result);
    add_metrics(text, result);
    report_text_add(text, "}");
}
