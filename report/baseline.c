/* SPDX-License-Identifier: MIT */
/* Owns the choice of the baseline and the multiples of it. */
#include "report/baseline.h"
#include <math.h>

bool coro_strategy_has(const struct coro_result *result, size_t strategy, const char *metric)
{
    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (coro_result_series(result, strategy, workload, metric) != NULL)
            return true;
    return false;
}

bool coro_workload_has(const struct coro_result *result, size_t workload, const char *metric)
{
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++)
        if (coro_result_series(result, strategy, workload, metric) != NULL)
            return true;
    return false;
}

size_t coro_baseline(const struct coro_result *result)
{
    size_t box = coro_result_strategy(result, "box"), otherwise = CORO_NOT_FOUND;

    if (box != CORO_NOT_FOUND && coro_strategy_has(result, box, CORO_METRIC_TIME))
        return box;
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (!coro_strategy_has(result, i, CORO_METRIC_TIME))
            continue;
        if (coro_strategy_is_dyn(&result->strategies[i]))
            return i;
        if (otherwise == CORO_NOT_FOUND)
            otherwise = i;
    }
    return otherwise;
}

const char *coro_baseline_name(const struct coro_result *result)
{
    size_t baseline = coro_baseline(result);

    return baseline == CORO_NOT_FOUND ? "nothing" : result->strategies[baseline].name;
}

bool coro_baseline_is_box(const struct coro_result *result)
{
    size_t baseline = coro_baseline(result);

    return baseline != CORO_NOT_FOUND && baseline == coro_result_strategy(result, "box");
}

double coro_multiple(const struct coro_result *result, size_t strategy, size_t workload, const char *metric)
{
    double own = coro_result_median(result, strategy, workload, metric);
    double one = coro_result_median(result, coro_baseline(result), workload, metric);

    return own > 0 && one > 0 ? own / one : NAN;
}

/* True when every timed strategy that is no peer has a multiple on the workload. */
static bool is_common(const struct coro_result *result, size_t workload)
{
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (coro_strategy_is_peer(&result->strategies[i]) || !coro_strategy_has(result, i, CORO_METRIC_TIME))
            continue;
        if (isnan(coro_multiple(result, i, workload, CORO_METRIC_TIME)))
            return false;
    }
    return coro_workload_has(result, workload, CORO_METRIC_TIME);
}

size_t coro_common_workloads(const struct coro_result *result)
{
    size_t count = 0;

    for (size_t workload = 0; workload < result->workload_count; workload++)
        count += is_common(result, workload);
    return count;
}

double coro_mean_multiple(const struct coro_result *result, size_t strategy)
{
    double multiples[result->workload_count + 1];
    size_t count = 0;

    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (is_common(result, workload))
            multiples[count++] = coro_multiple(result, strategy, workload, CORO_METRIC_TIME);
    return count == 0 ? NAN : coro_geometric_mean(multiples, count);
}
