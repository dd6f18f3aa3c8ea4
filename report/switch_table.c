/* SPDX-License-Identifier: MIT */
#include "report/switch_table.h"
#include <math.h>
#include <string.h>

const char coro_switch_yardstick[] = "peer:raw_fcontext";

bool coro_is_switch_workload(const char *name)
{
    return strncmp(name, "switch/", strlen("switch/")) == 0 || strcmp(name, "create") == 0;
}

bool coro_cell_is_told(const struct coro_result *result, size_t strategy, size_t workload)
{
    enum coro_cell_status status = coro_result_cell(result, strategy, workload)->status;
    bool is_special = coro_strategy_is_peer(&result->strategies[strategy]) ||
                      coro_is_switch_workload(result->workloads[workload].name);

    return status != CORO_CELL_NOT_RUN && (status != CORO_CELL_UNSUPPORTED || !is_special);
}

static void choose(const struct coro_result *result, const char *metric, bool is_switch, struct coro_columns *columns)
{
    struct coro_columns all;

    coro_columns_with(result, metric, &all);
    columns->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (coro_is_switch_workload(all.names[i]) != is_switch)
            continue;
        columns->workloads[columns->count] = all.workloads[i];
        columns->names[columns->count++] = all.names[i];
    }
}

void coro_switch_columns(const struct coro_result *result, struct coro_columns *columns)
{
    choose(result, CORO_METRIC_TIME, true, columns);
}

void coro_item_columns(const struct coro_result *result, const char *metric, struct coro_columns *columns)
{
    choose(result, metric, false, columns);
}

bool coro_switch_has(const struct coro_result *result, size_t strategy, const struct coro_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (coro_result_series(result, strategy, columns->workloads[i], CORO_METRIC_TIME) != NULL)
            return true;
    return false;
}

double coro_switch_multiple(const struct coro_result *result, size_t strategy, size_t workload)
{
    double one = coro_result_median(result, coro_result_strategy(result, coro_switch_yardstick), workload, CORO_METRIC_TIME);

    return one > 0 ? coro_result_median(result, strategy, workload, CORO_METRIC_TIME) / one : NAN;
}
