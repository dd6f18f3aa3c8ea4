/* SPDX-License-Identifier: MIT */
/* Owns finding the Pareto frontier of time and memory. frontier_chart.c draws it. */
#include "report/analysis/frontier.h"
#include <stdlib.h>
#include "report/result/baseline.h"

static size_t time_workload(const struct report_result *result)
{
    size_t pending = report_result_workload(result, "pending/8");

    if (pending != REPORT_NOT_FOUND && report_workload_has(result, pending, REPORT_METRIC_TIME))
        return pending;
    return report_result_workload(result, "ready");
}

/* tasks/10000 where it was measured, else the last workload in the table that has the metric. */
static size_t memory_workload(const struct report_result *result)
{
    size_t found = report_result_workload(result, "tasks/10000");

    if (found != REPORT_NOT_FOUND && report_workload_has(result, found, REPORT_METRIC_TASK_BYTES))
        return found;
    found = REPORT_NOT_FOUND;
    for (size_t i = 0; i < result->workload_count; i++)
        if (report_workload_has(result, i, REPORT_METRIC_TASK_BYTES))
            found = i;
    return found;
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

void report_frontier_find(const struct report_result *result, struct report_frontier *frontier)
{
    frontier->count = 0;
    frontier->time_workload = time_workload(result);
    frontier->memory_workload = memory_workload(result);
    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = report_result_median(result, i, frontier->memory_workload, REPORT_METRIC_TASK_BYTES);
        double time = report_result_median(result, i, frontier->time_workload, REPORT_METRIC_TIME);
        if (bytes > 0 && time > 0)
            frontier->points[frontier->count++] = (struct report_frontier_point){i, bytes, time, false};
    }
    qsort(frontier->points, frontier->count, sizeof frontier->points[0], compare_points);
    mark_frontier(result, frontier);
}
