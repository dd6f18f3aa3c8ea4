/* SPDX-License-Identifier: MIT */
/* Owns the comparison of strategies with one another, and finding the Pareto frontier of time and memory. */
#include "report/analysis/ranking.h"
#include <math.h>
#include <stdlib.h>
#include "report/analysis/row_bytes.h"
#include "report/result/result.h"

const struct report_series *report_fastest(const struct report_result *result, size_t workload, report_strategy_test *belongs)
{
    const struct report_series *least = NULL;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL || !belongs(&result->strategies[i]))
            continue;
        if (least == NULL || series->median < least->median)
            least = series;
    }
    return least;
}

bool report_strategy_is_stackless_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackless(strategy);
}

bool report_strategy_is_stackful_dyn(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && report_strategy_is_stackful(strategy);
}

static size_t time_workload(const struct report_result *result)
{
    size_t pending = report_result_workload(result, "pending/8");

    if (pending != REPORT_NOT_FOUND && report_workload_has(result, pending, REPORT_METRIC_TIME))
        return pending;
    return report_result_workload(result, "ready");
}

static int compare_points(const void *left, const void *right)
{
    const struct report_frontier_point *a = left, *b = right;

    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? -1 : 1;
    return (a->time_ns > b->time_ns) - (a->time_ns < b->time_ns);
}

/* Marks the frontier in points of ascending bytes: each point that is faster than all points of no more bytes. */
static void mark_frontier(const struct report_result *result, struct report_frontier *frontier)
{
    const struct report_frontier_point *fastest = NULL;

    for (size_t i = 0; i < frontier->count; i++) {
        struct report_frontier_point *point = &frontier->points[i];
        if (!report_strategy_keeps_trait(&result->strategies[point->strategy]))
            continue;
        if (fastest != NULL && point->time_ns >= fastest->time_ns)
            continue;
        point->is_on_frontier = true;
        fastest = point;
    }
}

/* Two measurements of the same memory differ by less than the larger of the two. */
static const double same_share = 0.03, same_bytes = 16;

static bool is_smaller(const struct report_frontier_point *point, const struct report_frontier_point *than)
{
    return point->bytes + fmax(same_bytes, same_share * point->bytes) < than->bytes;
}

/* True when the other point is better in time or memory beyond the noise, and not worse in the other one. */
static bool is_beaten(const struct report_result *result, const struct report_frontier *frontier,
                      const struct report_frontier_point *point, const struct report_frontier_point *other)
{
    const struct report_series *own = report_result_series(result, point->strategy, frontier->time_workload, REPORT_METRIC_TIME);
    const struct report_series *its = report_result_series(result, other->strategy, frontier->time_workload, REPORT_METRIC_TIME);

    if (report_series_is_above(own, its))
        return !is_smaller(point, other);
    return is_smaller(other, point) && other->time_ns <= point->time_ns;
}

/* Takes the points off the frontier that only noise puts there, and marks those that only noise keeps off it. */
static void allow_for_noise(const struct report_result *result, struct report_frontier *frontier)
{
    for (size_t i = 0; i < frontier->count; i++) {
        struct report_frontier_point *point = &frontier->points[i];
        bool is_unbeaten = report_strategy_keeps_trait(&result->strategies[point->strategy]);
        for (size_t j = 0; j < frontier->count && is_unbeaten; j++)
            if (report_strategy_keeps_trait(&result->strategies[frontier->points[j].strategy]))
                is_unbeaten = !is_beaten(result, frontier, point, &frontier->points[j]);
        point->is_near_frontier = is_unbeaten && !point->is_on_frontier;
        point->is_on_frontier &= is_unbeaten;
    }
}

static const double most_drawn = 1e15;      /* a made or broken file's: a scale that reaches it shows nothing else */

void report_frontier_find(const struct report_result *result, struct report_frontier *frontier)
{
    frontier->count = 0;
    frontier->time_workload = time_workload(result);
    frontier->memory_workload = report_resident_workload(result);
    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_result_median(result, i, frontier->memory_workload, REPORT_METRIC_TASK_BYTES);
        double time = report_result_median(result, i, frontier->time_workload, REPORT_METRIC_TIME);
        if (bytes > 0 && bytes < most_drawn && time > 0 && time < most_drawn)
            frontier->points[frontier->count++] = (struct report_frontier_point){.strategy = i, .bytes = bytes, .time_ns = time};
    }
    qsort(frontier->points, frontier->count, sizeof frontier->points[0], compare_points);
    mark_frontier(result, frontier);
    allow_for_noise(result, frontier);
}
