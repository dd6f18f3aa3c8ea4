/* SPDX-License-Identifier: MIT */
/* Owns the memory of a loaded result, and answers questions about it, such as its baseline. result_parse.c fills it; every
 * output of the report asks here. */
#include "report/result/result.h"
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void free_systems(struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        free(result->strategies[i].systems.list);
    for (size_t i = 0; i < result->absent_row_count; i++)
        free(result->absent_rows[i].systems.list);
}

void report_result_free(struct report_result *result)
{
    if (result == NULL)
        return;
    free_systems(result);
    free(result->strategies);
    free(result->workloads);
    free(result->metrics);
    free(result->cells);
    free(result->probes);
    free(result->claims);
    free(result->undecidable);
    free(result->notes);
    free(result->executables);
    free(result->absent_rows);
    free(result->earlier);
    free(result->series);
    free(result->first_series);
    free(result->values);
    free(result->rounds);
    free(result->orders);
    json_decref(result->documents);
    free((char *)result->path);
    free(result);
}

size_t report_result_strategy(const struct report_result *result, const char *name)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (strcmp(result->strategies[i].name, name) == 0)
            return i;
    return REPORT_NOT_FOUND;
}

size_t report_result_workload(const struct report_result *result, const char *name)
{
    for (size_t i = 0; i < result->workload_count; i++)
        if (strcmp(result->workloads[i].name, name) == 0)
            return i;
    return REPORT_NOT_FOUND;
}

const struct report_cell *report_result_cell(const struct report_result *result, size_t strategy, size_t workload)
{
    return &result->cells[strategy * result->workload_count + workload];
}

double report_result_median(const struct report_result *result, size_t strategy, size_t workload, const char *metric)
{
    const struct report_series *series = report_result_series(result, strategy, workload, metric);

    return series == NULL ? NAN : series->median;
}

bool report_strategy_is_peer(const struct report_strategy *strategy)
{
    return strncmp(strategy->name, "peer:", strlen("peer:")) == 0;
}

bool report_strategy_is_dyn(const struct report_strategy *strategy)
{
    return !report_strategy_is_peer(strategy) && strcmp(strategy->protocol, "static") != 0;
}

bool report_strategy_keeps_trait(const struct report_strategy *strategy)
{
    return report_strategy_is_dyn(strategy) && strcmp(strategy->protocol, "polls next") != 0;
}

static bool are_both(const struct report_strategy *strategy, const char *word)
{
    return !report_strategy_is_peer(strategy) && strcmp(strategy->caller, word) == 0 && strcmp(strategy->callee, word) == 0;
}

bool report_strategy_is_stackful(const struct report_strategy *strategy) { return are_both(strategy, "stackful"); }
bool report_strategy_is_stackless(const struct report_strategy *strategy) { return are_both(strategy, "state machine"); }

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

/* A row of another trait measures badly how the others do, and a row without a dyn next() worse. */
static int worth_as_baseline(const struct report_strategy *row)
{
    return report_strategy_keeps_trait(row) ? 2 : report_strategy_is_dyn(row) ? 1 : 0;
}

size_t report_baseline(const struct report_result *result)
{
    size_t baseline = REPORT_NOT_FOUND, box = report_result_strategy(result, "box");
    int most = -1;

    if (box != REPORT_NOT_FOUND && report_strategy_has(result, box, REPORT_METRIC_TIME))
        return box;
    for (size_t i = 0; i < result->strategy_count; i++) {
        int worth = worth_as_baseline(&result->strategies[i]);
        if (worth <= most || !report_strategy_has(result, i, REPORT_METRIC_TIME))
            continue;
        baseline = i;
        most = worth;
    }
    return baseline;
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
