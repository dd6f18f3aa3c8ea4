/* SPDX-License-Identifier: MIT */
/* Owns matching cells by name, and screening. comparison_calls.c has the verdicts, comparison_counts.c what is counted,
 * comparison_words.c the sentences. */
#include "report/analysis/comparison.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/sentence.h"
#include "report/base/memory.h"

/* With fewer cells, a round's pace is their own noise. */
enum { FEWEST_CELLS = 8 };

/* The index of the row, and of the workload, in the other result. */
struct place {
    size_t strategy, workload;
};

static struct place place_in(const struct report_result *other, const struct report_result *result, size_t strategy,
                             size_t workload)
{
    return (struct place){report_result_strategy(other, result->strategies[strategy].name),
                          report_result_workload(other, result->workloads[workload].name)};
}

/* The cell of the same names in the other result, or NULL. */
static const struct report_cell *counterpart(const struct report_result *other, struct place place)
{
    if (place.strategy == REPORT_NOT_FOUND || place.workload == REPORT_NOT_FOUND)
        return NULL;
    return report_result_cell(other, place.strategy, place.workload);
}

static enum report_cell_status status_of(const struct report_cell *cell)
{
    return cell == NULL ? REPORT_CELL_NOT_RUN : cell->status;
}

static bool is_bad(enum report_cell_status status) { return status == REPORT_CELL_FAILED || status == REPORT_CELL_TIMEOUT; }

static void add_lost(struct report_comparison *comparison, const struct report_result *named, size_t strategy, size_t workload,
                     const struct report_cell *after)
{
    comparison->lost = report_list_grow(comparison->lost, comparison->lost_count, sizeof *comparison->lost);
    comparison->lost[comparison->lost_count++] = (struct report_lost_cell){
        named->strategies[strategy].name, named->workloads[workload].name, after};
}

static double ratio_of(double before, double after)
{
    if (before == after)
        return 1;
    return before > 0 ? fmin(after / before, DBL_MAX) : INFINITY;
}

/* The smaller one: NAN only where neither file knows its floor. */
static double floor_of(const struct report_comparison *comparison)
{
    return fmin(comparison->before->noise.floor, comparison->after->noise.floor);
}

/* The medians may lie anywhere in their intervals; a single sample has none. */
static struct report_interval interval_of(const struct report_series *before, const struct report_series *after)
{
    if (before->count < 2 || after->count < 2 || !(before->interval.low > 0))
        return (struct report_interval){NAN, NAN, NAN};
    return (struct report_interval){after->interval.low / before->interval.high,
                                    after->interval.high / before->interval.low, NAN};
}

static void add_difference(struct report_comparison *comparison, const struct report_series *before,
                           const struct report_series *after)
{
    comparison->differences[comparison->count++] = (struct report_difference){
        .before = before, .after = after, .before_ns = before->median, .after_ns = after->median, .p = 1, .adjusted = 1,
        .ratio = ratio_of(before->median, after->median), .interval = interval_of(before, after), .floor = floor_of(comparison)};
}

/* Sorts a cell of BEFORE among the differences or the lost. */
static void match(struct report_comparison *comparison, size_t strategy, size_t workload)
{
    const struct report_result *before = comparison->before, *after = comparison->after;
    struct place place = place_in(after, before, strategy, workload);
    const struct report_cell *cell = counterpart(after, place);
    const struct report_series *series = report_result_series(before, strategy, workload, REPORT_METRIC_TIME), *other = NULL;
    enum report_cell_status was = report_result_cell(before, strategy, workload)->status;

    if (was != REPORT_CELL_OK) {
        if (is_bad(status_of(cell)) && !is_bad(was))
            add_lost(comparison, before, strategy, workload, cell);
        return;
    }
    if (status_of(cell) == REPORT_CELL_OK)
        other = report_result_series(after, place.strategy, place.workload, REPORT_METRIC_TIME);
    if (status_of(cell) != REPORT_CELL_OK || (series != NULL && other == NULL))
        add_lost(comparison, before, strategy, workload, cell);
    else
        comparison->kept_count++;
    if (series != NULL && other != NULL)
        add_difference(comparison, series, other);
}

/* Counts the cells that only AFTER measured. A cell that BEFORE does not list and that fails is lost at once. */
static void match_new(struct report_comparison *comparison, size_t strategy, size_t workload)
{
    const struct report_result *after = comparison->after;
    const struct report_cell *cell = report_result_cell(after, strategy, workload);
    const struct report_cell *was = counterpart(comparison->before, place_in(comparison->before, after, strategy, workload));

    if (cell->status == REPORT_CELL_OK && status_of(was) != REPORT_CELL_OK)
        comparison->new_count++;
    else if (is_bad(cell->status) && was == NULL)
        add_lost(comparison, after, strategy, workload, cell);
}

/* Puts each cell where it belongs; `differences` has room for all. */
static void match_all(struct report_comparison *comparison)
{
    const struct report_result *before = comparison->before, *after = comparison->after;

    for (size_t i = 0; i < before->strategy_count * before->workload_count; i++)
        match(comparison, i / before->workload_count, i % before->workload_count);
    for (size_t i = 0; i < after->strategy_count * after->workload_count; i++)
        match_new(comparison, i / after->workload_count, i % after->workload_count);
}

/* The series' samples, each divided by the pace of its round; in a fresh array, the caller's. */
static double *paced(const struct report_series *series, const struct report_drift *drift)
{
    double *values = report_allocate_zeroed(series->count, sizeof *values);
    bool is_paced = drift->cells >= FEWEST_CELLS;

    for (size_t i = 0; i < series->count; i++) {
        double round = series->rounds[i];
        double level = is_paced && round >= 0 && round < REPORT_MOST_ROUNDS ? drift->levels[(size_t)round] : NAN;
        values[i] = series->values[i] / (level > 0 ? level : 1);
    }
    return values;
}

struct paces {
    struct report_drift before, after;
};

static bool are_identical(const struct report_series *a, const struct report_series *b)
{
    return a->count == b->count && memcmp(a->values, b->values, a->count * sizeof *a->values) == 0;
}

/* Samples that are the same are no suspects, also when their rounds had another pace. */
static void screen(struct report_difference *difference, const struct paces *paces, double bound)
{
    difference->is_identical = are_identical(difference->before, difference->after);
    if (difference->is_identical)
        return;
    double *before = paced(difference->before, &paces->before), *after = paced(difference->after, &paces->after);

    difference->p = report_mann_whitney(before, difference->before->count, after, difference->after->count);
    difference->is_suspect = difference->p < REPORT_COMPARISON_SUSPICION || difference->ratio > 1 + bound;
    free(before);
    free(after);
}

static void screen_all(struct report_comparison *comparison)
{
    struct paces *paces = report_allocate(sizeof *paces);

    report_drift_measure(comparison->before, &paces->before);
    report_drift_measure(comparison->after, &paces->after);
    for (size_t i = 0; i < comparison->count; i++)
        screen(&comparison->differences[i], paces, comparison->bound);
    free(paces);
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
                            const struct report_result *after, double bound)
{
    *comparison = (struct report_comparison){.before = before, .after = after, .bound = bound};
    comparison->differences = report_allocate_zeroed(before->series_count, sizeof *comparison->differences);
    match_all(comparison);
    report_comparison_count(comparison);
    comparison->overall = overall_ratio(comparison);
    report_environment_foreign(before, after, comparison->foreign, sizeof comparison->foreign);
    if (comparison->foreign[0] == '\0')
        screen_all(comparison);
}

void report_comparison_fini(struct report_comparison *comparison)
{
    free(comparison->differences);
    free(comparison->counted);
    free(comparison->lost);
    *comparison = (struct report_comparison){0};
}
