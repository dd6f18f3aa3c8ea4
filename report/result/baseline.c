/* SPDX-License-Identifier: MIT */
/* Owns the choice of the baseline and the multiples of it. Medians come from result.c. */
#include "report/result/baseline.h"
#include <math.h>

bool report_strategy_has(const struct report_result *result, size_t strategy, const char *metric)
{
    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (report_result_series(result, strategy, workload, metric) != NULL)
            return true;
    return false;
}

bool report_workload_has(const struct report_result *result, size_t workload, const char *metric)
{
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++)
        if (report_result_series(result, strategy, workload, metric) != NULL)
            return true;
    return false;
}

size_t report_baseline(const struct report_result *result)
{
    size_t box = report_result_strategy(result, "box"), otherwise = REPORT_NOT_FOUND;

    if (box != REPORT_NOT_FOUND && report_strategy_has(result, box, REPORT_METRIC_TIME))
        return box;
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (!report_strategy_has(result, i, REPORT_METRIC_TIME))
            continue;
        if (report_strategy_is_dyn(&result->strategies[i]))
            return i;
        if (otherwise == REPORT_NOT_FOUND)
            otherwise = i;
    }
    return otherwise;
}

const char *report_baseline_name(const struct report_result *result)
{
    size_t baseline = report_baseline(result);

    return baseline == REPORT_NOT_FOUND ? "nothing" : result->strategies[baseline].name;
}

bool report_baseline_is_box(const struct report_result *result)
{
    size_t baseline = report_baseline(result);

    return baseline != REPORT_NOT_FOUND && baseline == report_result_strategy(result, "box");
}

double report_multiple(const struct report_result *result, size_t strategy, size_t workload, const char *metric)
{
    double own = report_result_median(result, strategy, workload, metric);
    double one = report_result_median(result, report_baseline(result), workload, metric);

    return own > 0 && one > 0 ? own / one : NAN;
}

/* True when every timed strategy that is no peer has a multiple on the workload. */
static bool is_common(const struct report_result *result, size_t workload)
{
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (report_strategy_is_peer(&result->strategies[i]) || !report_strategy_has(result, i, REPORT_METRIC_TIME))
            continue;
        if (isnan(report_multiple(result, i, workload, REPORT_METRIC_TIME)))
            return false;
    }
    return report_workload_has(result, workload, REPORT_METRIC_TIME);
}

size_t report_common_workloads(const struct report_result *result)
{
    size_t count = 0;

    for (size_t workload = 0; workload < result->workload_count; workload++)
        count += is_common(result, workload);
    return count;
}

double report_mean_multiple(const struct report_result *result, size_t strategy)
{
    double multiples[result->workload_count + 1];
    size_t count = 0;

    for (size_t workload = 0; workload < result->workload_count; workload++)
        if (is_common(result, workload))
            multiples[count++] = report_multiple(result, strategy, workload, REPORT_METRIC_TIME);
    return count == 0 ? NAN : report_geometric_mean(multiples, count);
}
