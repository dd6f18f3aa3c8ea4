/* SPDX-License-Identifier: MIT */
/* Owns matching cells by name, screening, and the verdicts. The sentences about them are comparison_words.c's. */
#include "report/analysis/comparison.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/sentence.h"
#include "report/base/memory.h"

/* With fewer cells, a round's pace is their own noise. */
enum { FEWEST_CELLS = 8 };

static const char *const counted_metrics[] = {
    REPORT_METRIC_INSTRUCTIONS, "allocator_instructions", "indirect_calls", "allocator_calls", REPORT_METRIC_ALLOCATIONS,
    "allocated_bytes",
};

const char *const report_call_words[] = {"no difference resolved", "suspect", "faster", "slower"};

/* The series of the same cell and metric in the other result, or NULL. */
static const struct report_series *counterpart(const struct report_result *result, const struct report_series *series,
                                               const struct report_result *other)
{
    size_t strategy = report_result_strategy(other, result->strategies[series->strategy].name);
    size_t workload = report_result_workload(other, result->workloads[series->workload].name);

    if (strategy == REPORT_NOT_FOUND || workload == REPORT_NOT_FOUND)
        return NULL;
    return report_result_series(other, strategy, workload, series->metric);
}

static bool is_time(const struct report_series *series) { return strcmp(series->metric, REPORT_METRIC_TIME) == 0; }

static bool is_counted(const struct report_series *series)
{
    for (size_t i = 0; i < sizeof counted_metrics / sizeof counted_metrics[0]; i++)
        if (strcmp(series->metric, counted_metrics[i]) == 0)
            return true;
    return false;
}

/* Counts are exact, except where addresses influence them. */
static bool is_counted_otherwise(const struct report_series *before, const struct report_series *after)
{
    double distance = fabs(after->median - before->median);

    return distance > 0.005 * fmax(fabs(before->median), fabs(after->median)) && distance >= 0.001;
}

static size_t count_missing(const struct report_result *result, const struct report_result *other)
{
    size_t count = 0;

    for (size_t i = 0; i < result->series_count; i++)
        count += is_time(&result->series[i]) && counterpart(result, &result->series[i], other) == NULL;
    return count;
}

/* The series' samples, each divided by `by` and by the pace of its round; in a fresh array, the caller's. */
static double *paced(const struct report_series *series, const struct report_drift *drift, double by)
{
    double *values = report_allocate_zeroed(series->count, sizeof *values);
    bool is_paced = drift->cells >= FEWEST_CELLS;

    for (size_t i = 0; i < series->count; i++) {
        double round = series->rounds[i];
        double level = is_paced && round >= 0 && round < REPORT_MOST_ROUNDS ? drift->levels[(size_t)round] : NAN;
        values[i] = series->values[i] / by / (level > 0 ? level : 1);
    }
    return values;
}

struct paces {
    struct report_drift before, after;
};

static void screen(struct report_difference *difference, const struct paces *paces, double overall)
{
    double *before = paced(difference->before, &paces->before, 1), *after = paced(difference->after, &paces->after, overall);

    difference->p = report_mann_whitney(before, difference->before->count, after, difference->after->count);
    difference->is_suspect = difference->p < REPORT_COMPARISON_SUSPICION;
    free(before);
    free(after);
}

/* Puts each series among the differences or the counts; the arrays have room for all. */
static void sort_out(struct report_comparison *comparison)
{
    const struct report_result *before = comparison->before;

    for (size_t i = 0; i < before->series_count; i++) {
        const struct report_series *series = &before->series[i], *other = counterpart(before, series, comparison->after);
        if (other == NULL)
            continue;
        if (is_time(series) && series->median > 0 && other->median > 0)
            comparison->differences[comparison->count++] = (struct report_difference){
                .before = series, .after = other, .before_ns = series->median, .ratio = other->median / series->median,
                .floor = NAN};
        else if (is_counted(series) && is_counted_otherwise(series, other))
            comparison->counted[comparison->counted_count++] = (struct report_counted_difference){series, other};
    }
}

static double overall_ratio(const struct report_comparison *comparison)
{
    double *ratios = report_allocate_zeroed(comparison->count, sizeof *ratios);

    for (size_t i = 0; i < comparison->count; i++)
        ratios[i] = comparison->differences[i].ratio;
    double overall = comparison->count > 0 ? report_median_of(ratios, comparison->count) : NAN;
    free(ratios);
    return overall;
}

void report_comparison_init(struct report_comparison *comparison, const struct report_result *before,
                            const struct report_result *after)
{
    struct paces *paces = report_allocate(sizeof *paces);

    *comparison = (struct report_comparison){.before = before, .after = after};
    comparison->differences = report_allocate_zeroed(before->series_count, sizeof *comparison->differences);
    comparison->counted = report_allocate_zeroed(before->series_count, sizeof *comparison->counted);
    sort_out(comparison);
    comparison->overall = overall_ratio(comparison);
    report_drift_measure(before, &paces->before);
    report_drift_measure(after, &paces->after);
    for (size_t i = 0; i < comparison->count; i++)
        screen(&comparison->differences[i], paces, comparison->overall);
    comparison->only_before = count_missing(before, after);
    comparison->only_after = count_missing(after, before);
    free(paces);
}

void report_comparison_fini(struct report_comparison *comparison)
{
    free(comparison->differences);
    free(comparison->counted);
    *comparison = (struct report_comparison){0};
}

static void pair(struct report_difference *difference, const double *before, const double *after, size_t count)
{
    double logarithms[REPORT_COMPARISON_BLOCKS], times[REPORT_COMPARISON_BLOCKS];

    for (size_t i = 0; i < count; i++) {
        logarithms[i] = log(after[i] / before[i]);
        times[i] = before[i];
    }
    difference->p = report_wilcoxon(logarithms, count);
    difference->before_ns = report_median_of(times, count);
    difference->ratio = exp(report_median_of(logarithms, count));
}

void report_comparison_look(struct report_difference *difference, const double *before, const double *after, size_t count)
{
    pair(difference, before, after, count);
    difference->look = difference->p >= REPORT_COMPARISON_CLEAR ? REPORT_LOOK_CLEARED : REPORT_LOOK_NOT_CLEARED;
}

void report_comparison_enter(struct report_difference *difference, const double *before, const double *again, const double *after,
                             size_t count)
{
    double controls[REPORT_COMPARISON_BLOCKS];

    pair(difference, before, after, count);
    for (size_t i = 0; i < count; i++)
        controls[i] = log(again[i] / before[i]);
    report_sort(controls, count);
    struct report_interval interval = report_median_interval(controls, count);
    difference->floor = expm1(fmax(fabs(interval.low), fabs(interval.high)));
    difference->is_measured_again = true;
}

/* Adjusts over the cells that were measured again, or over all others: other samples chose the former, so theirs are one family
 * of tests. */
static void adjust(struct report_comparison *comparison, bool is_second_stage)
{
    double *p = report_allocate_zeroed(comparison->count, sizeof *p);
    size_t count = 0, next = 0;

    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].is_measured_again == is_second_stage)
            p[count++] = comparison->differences[i].p;
    report_false_discovery_adjust(p, count, p);
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].is_measured_again == is_second_stage)
            comparison->differences[i].adjusted = p[next++];
    free(p);
}

static enum report_call call(const struct report_difference *difference)
{
    double distance = fmax(difference->ratio, 1 / difference->ratio) - 1;
    bool is_under_suspicion = difference->look == REPORT_LOOK_NONE ? difference->is_suspect
                                                                 : difference->look == REPORT_LOOK_NOT_CLEARED;

    if (!difference->is_measured_again)
        return is_under_suspicion ? REPORT_CALL_SUSPECT : REPORT_CALL_NONE;
    if (difference->adjusted >= REPORT_COMPARISON_FALSE_RATE || distance <= difference->floor)
        return REPORT_CALL_NONE;
    return difference->ratio > 1 ? REPORT_CALL_SLOWER : REPORT_CALL_FASTER;
}

void report_comparison_conclude(struct report_comparison *comparison)
{
    adjust(comparison, false);
    adjust(comparison, true);
    for (size_t i = 0; i < comparison->count; i++)
        comparison->differences[i].call = call(&comparison->differences[i]);
}

bool report_difference_is_shown(const struct report_difference *difference)
{
    return difference->is_measured_again || difference->call == REPORT_CALL_SUSPECT;
}

struct report_tally report_comparison_tally(const struct report_comparison *comparison)
{
    struct report_tally tally = {0};

    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        size_t before = difference->before->count, after = difference->after->count, samples = before < after ? before : after;
        tally.calls[difference->call]++;
        tally.suspects += difference->is_suspect;
        tally.measured_again += difference->is_measured_again;
        tally.shown += report_difference_is_shown(difference);
        tally.looked_at += difference->look != REPORT_LOOK_NONE;
        tally.fewest_samples = i == 0 || samples < tally.fewest_samples ? samples : tally.fewest_samples;
    }
    return tally;
}

size_t report_comparison_slower_by(const struct report_comparison *comparison, double share)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        bool is_called = difference->call == REPORT_CALL_SLOWER
                         || (difference->call == REPORT_CALL_SUSPECT && difference->adjusted < REPORT_COMPARISON_FALSE_RATE);
        count += is_called && difference->ratio > 1 + share;
    }
    return count;
}
