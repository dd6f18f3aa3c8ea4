/* SPDX-License-Identifier: MIT */
/* Owns finding the Pareto frontier of time and memory. Drawing it is frontier_chart.c's. */
#include "report/frontier.h"
#include <stdlib.h>
#include "report/baseline.h"

static size_t time_workload(const struct coro_result *result)
{
    size_t pending = coro_result_workload(result, "pending/8");

    if (pending != CORO_NOT_FOUND && coro_workload_has(result, pending, CORO_METRIC_TIME))
        return pending;
    return coro_result_workload(result, "ready");
}

/* tasks/10000 where it was measured, else the last workload in the table that has the metric. */
static size_t memory_workload(const struct coro_result *result)
{
    size_t found = coro_result_workload(result, "tasks/10000");

    if (found != CORO_NOT_FOUND && coro_workload_has(result, found, CORO_METRIC_TASK_BYTES))
        return found;
    found = CORO_NOT_FOUND;
    for (size_t i = 0; i < result->workload_count; i++)
        if (coro_workload_has(result, i, CORO_METRIC_TASK_BYTES))
            found = i;
    return found;
}

static int compare_points(const void *left, const void *right)
{
    const struct coro_frontier_point *a = left, *b = right;

    if (a->bytes != b->bytes)
        return a->bytes < b->bytes ? -1 : 1;
    return (a->time_ns > b->time_ns) - (a->time_ns < b->time_ns);
}

/* Marks the frontier in points of ascending bytes: whoever is faster than everybody who needs no more. */
static void mark_frontier(const struct coro_result *result, struct coro_frontier *frontier)
{
    const struct coro_frontier_point *fastest = NULL;

    for (size_t i = 0; i < frontier->count; i++) {
        struct coro_frontier_point *point = &frontier->points[i];
        if (!coro_strategy_keeps_trait(&result->strategies[point->strategy]))
            continue;
        if (fastest != NULL && point->time_ns >= fastest->time_ns)
            continue;
        point->is_on_frontier = true;
        fastest = point;
    }
}

void coro_frontier_find(const struct coro_result *result, struct coro_frontier *frontier)
{
    frontier->count = 0;
    frontier->time_workload = time_workload(result);
    frontier->memory_workload = memory_workload(result);
    for (size_t i = 0; i < result->strategy_count; i++) {
        double bytes = coro_result_median(result, i, frontier->memory_workload, CORO_METRIC_TASK_BYTES);
        double time = coro_result_median(result, i, frontier->time_workload, CORO_METRIC_TIME);
        if (bytes > 0 && time > 0)
            frontier->points[frontier->count++] = (struct coro_frontier_point){i, bytes, time, false};
    }
    qsort(frontier->points, frontier->count, sizeof frontier->points[0], compare_points);
    mark_frontier(result, frontier);
}
