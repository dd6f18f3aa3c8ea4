/* SPDX-License-Identifier: MIT */
/* Owns the grouping of samples to series, and the look-up of a series by cell and metric. statistics/ has the arithmetic. */
#include "report/result/json_reader.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

static int compare_keys(size_t strategy, size_t workload, const char *metric, size_t other_strategy, size_t other_workload,
                        const char *other_metric)
{
    if (strategy != other_strategy)
        return strategy < other_strategy ? -1 : 1;
    if (workload != other_workload)
        return workload < other_workload ? -1 : 1;
    return strcmp(metric, other_metric);
}

static bool is_same_series(const struct report_sample *a, const struct report_sample *b)
{
    return compare_keys(a->strategy, a->workload, a->metric, b->strategy, b->workload, b->metric) == 0;
}

static int compare_samples(const void *left, const void *right)
{
    const struct report_sample *a = left, *b = right;
    int order = compare_keys(a->strategy, a->workload, a->metric, b->strategy, b->workload, b->metric);

    return order != 0 ? order : (a->value > b->value) - (a->value < b->value);
}

const struct report_series *report_result_series(const struct report_result *result, size_t strategy, size_t workload,
                                             const char *metric)
{
    if (result->series_count == 0 || strategy == REPORT_NOT_FOUND || workload == REPORT_NOT_FOUND)
        return NULL;
    const size_t *first = &result->first_series[strategy * result->workload_count + workload];
    for (size_t i = first[0]; i < first[1]; i++)
        if (strcmp(result->series[i].metric, metric) == 0)
            return &result->series[i];
    return NULL;
}

void report_series_index(struct report_result *result)
{
    size_t cell_count = result->strategy_count * result->workload_count, series = 0;

    result->first_series = report_allocate_zeroed(cell_count + 1, sizeof *result->first_series);
    for (size_t cell = 0; cell < cell_count; cell++) {
        while (series < result->series_count &&
               result->series[series].strategy * result->workload_count + result->series[series].workload < cell)
            series++;
        result->first_series[cell] = series;
    }
    result->first_series[cell_count] = result->series_count;
}

size_t report_series_group(struct report_sample *samples, size_t count, struct report_result *result)
{
    double *values = result->values, *rounds = result->rounds, *orders = result->orders;
    size_t series_count = 0;

    if (count > 0)
        qsort(samples, count, sizeof *samples, compare_samples);
    for (size_t first = 0, next; first < count; first = next) {
        struct report_series *group = &result->series[series_count++];
        for (next = first; next < count && is_same_series(&samples[first], &samples[next]); next++) {
            values[next] = samples[next].value;
            rounds[next] = samples[next].round;
            orders[next] = samples[next].order;
        }
        *group = (struct report_series){.strategy = samples[first].strategy,
                                      .workload = samples[first].workload,
                                      .metric = samples[first].metric,
                                      .unit = samples[first].unit,
                                      .values = values + first,
                                      .rounds = rounds + first,
                                      .orders = orders + first,
                                      .count = next - first};
        group->median = report_median(group->values, group->count);
        group->interval = report_median_interval(group->values, group->count);
    }
    return series_count;
}

bool report_series_is_more_than(const struct report_series *series, const struct report_series *other, double ratio)
{
    if (series->count < REPORT_FEWEST_SAMPLES || other->count < REPORT_FEWEST_SAMPLES)
        return false;
    return series->interval.low > ratio * other->interval.high;
}

bool report_series_is_above(const struct report_series *series, const struct report_series *other)
{
    return report_series_is_more_than(series, other, 1) &&
           series->median > other->median * (1 + fmax(series->noise_floor, other->noise_floor));
}

/* The value of that rank among those that belong; there is one. */
static double ranked(const struct report_series *series, report_round_test *belongs, double limit, size_t rank)
{
    size_t i = 0;

    for (size_t passed = 0;; i++)
        if (belongs(series->rounds[i], limit) && passed++ == rank)
            return series->values[i];
}

double report_series_median_of(const struct report_series *series, report_round_test *belongs, double limit, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < series->count; i++)
        *count += belongs(series->rounds[i], limit);
    if (*count == 0)
        return NAN;
    return ranked(series, belongs, limit, (*count - 1) / 2) / 2 + ranked(series, belongs, limit, *count / 2) / 2;
}
