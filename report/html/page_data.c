/* SPDX-License-Identifier: MIT */
/* Owns the data of the page: every number of the result as JSON, for the script to show the provenance of a number, to tint by
 * another baseline and to fill a card's table. Samples of time are in the order
 * of their rounds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/html/page.h"
#include "report/result/result.h"

/* One digit more than is shown; two for the samples of a median that lies half-way between two of them. */
/* Numbers from the least whole number on are shown to the last digit before the point. */
enum { DIGITS = 4, DIGITS_OF_A_PAIR = 5, LEAST_WHOLE = 1000, DIGITS_OF_WHOLE = 6 };
enum { MOST_METRICS = 64, LEAST_ROUNDED = 1000000 };

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

/* Cut to so many digits. The last is never 0 or 5 where more followed, so that rounding the number again gives what rounding the
 * exact number does. */
static double cut_to_digits(double number, size_t digits)
{
    char words[32];

    snprintf(words, sizeof words, "%.14e", number);
    char *end = strchr(words, '.') + digits, *exponent = strchr(words, 'e');
    bool has_more = end + strspn(end, "0") != exponent;
    if (has_more && (end[-1] == '0' || end[-1] == '5'))
        end[-1]++;
    memmove(end, exponent, strlen(exponent) + 1);
    return strtod(words, NULL);
}

static void add_number(struct report_text *text, double number, size_t digits)
{
    if (!isfinite(number))
        report_text_add(text, "null");
    else if (number == rint(number) && fabs(number) < LEAST_ROUNDED)
        report_text_format(text, "%.0f", number + 0.0);
    else if (fabs(number) >= LEAST_WHOLE)
        report_text_format(text, "%.*g", DIGITS_OF_WHOLE, cut_to_digits(number, DIGITS_OF_WHOLE));
    else
        report_text_format(text, "%.*g", (int)digits, cut_to_digits(number, digits));
}

/* The sample of that round, or, where rounds are unknown, of that rank. */
static size_t sample_of(const struct report_series *series, size_t round)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->rounds[i] == (double)round)
            return i;
    return round;
}

/* True when its samples are of the rounds 0 to count - 1, as in a run that was not cut short. */
static bool has_all_rounds(const struct report_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!(series->rounds[i] < (double)series->count))
            return false;
    return true;
}

typedef void add_values(struct report_text *, const struct report_series *, const double *starts);

static void add_samples(struct report_text *text, const struct report_series *series, const double *starts)
{
    bool is_by_round = has_all_rounds(series);
    size_t digits = series->count % 2 == 0 ? DIGITS_OF_A_PAIR : DIGITS;
    (void)starts;

    if (series->count == 1) {
        add_number(text, series->median, DIGITS);
        return;
    }
    for (size_t i = 0; i < series->count; i++) {
        report_text_add(text, i == 0 ? "[" : ",");
        add_number(text, series->values[is_by_round ? sample_of(series, i) : i], digits);
    }
    report_text_add(text, "]");
}

/* The place of each sample in its round; with the round where that is not the sample's index. */
static void add_orders(struct report_text *text, const struct report_series *series, const double *starts)
{
    bool is_by_round = has_all_rounds(series);

    for (size_t i = 0; i < series->count; i++) {
        size_t sample = is_by_round ? sample_of(series, i) : i;
        double round = series->rounds[sample];
        double place = isnan(round) ? NAN : series->orders[sample] - starts[(size_t)round];
        report_text_add(text, i == 0 ? "[" : ",");
        if (is_by_round || isnan(place))
            add_number(text, place, DIGITS);
        else
            report_text_format(text, "\"%g:%g\"", round, place);
    }
    report_text_add(text, "]");
}

/* The number of workloads of `on` up to the last that the strategy has. */
static size_t reach_of(const struct report_result *result, size_t strategy, const char *metric, const size_t *on, size_t count)
{
    while (count > 0 && report_result_series(result, strategy, on[count - 1], metric) == NULL)
        count--;
    return count;
}

/* The metric's values as {"strategy": [an item per workload of `on`, up to the last that the row has]}; "" for a gap. */
static void add_table(struct report_text *text, const struct report_result *result, const char *metric, const size_t *on,
                      size_t count, add_values *add, const double *starts)
{
    const char *comma = "";

    report_text_add(text, "{");
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!report_strategy_has(result, strategy, metric))
            continue;
        report_text_format(text, "%s\"%zu\":[", comma, strategy);
        for (size_t i = 0, reach = reach_of(result, strategy, metric, on, count); i < reach; i++) {
            const struct report_series *series = report_result_series(result, strategy, on[i], metric);
            report_text_add(text, i == 0 ? "" : ",");
            if (series != NULL)
                add(text, series, starts);
            else
                report_text_add(text, "\"\"");
        }
        report_text_add(text, "]");
        comma = ",";
    }
    report_text_add(text, "}");
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

static void add_metric(struct report_text *text, const struct report_result *result, const char *metric, const char *unit)
{
    double starts[REPORT_MOST_ROUNDS];
    size_t on[REPORT_LONGEST_TABLE], count = 0;

    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, metric))
            on[count++] = i;
    add_string(text, metric);
    report_text_add(text, ":{");
    add_member(text, "unit", unit);
    for (size_t i = 0; i < count; i++)
        report_text_format(text, "%s%zu", i == 0 ? "\"on\":[" : ",", on[i]);
    report_text_add(text, "],\"of\":");
    add_table(text, result, metric, on, count, add_samples, NULL);
    if (strcmp(metric, REPORT_METRIC_TIME) == 0) {
        find_starts(result, starts);
        report_text_add(text, ",\"order\":");
        add_table(text, result, metric, on, count, add_orders, starts);
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
        seen[count++] = series->metric;
        add_metric(text, result, series->metric, series->unit);
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
        report_text_add(text, i == 0 ? "" : ",");
        add_number(text, report_workload_floor(result, i), DIGITS);
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
    add_names(text, result);
    add_ranks(text, result);
    add_metrics(text, result);
    report_text_add(text, "}");
}
