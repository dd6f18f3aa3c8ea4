/* SPDX-License-Identifier: MIT */
#include "report/analysis/switch_table.h"
#include <math.h>
#include <string.h>

const char report_switch_yardstick[] = "peer:raw_fcontext";

bool report_is_switch_workload(const char *name)
{
    return strncmp(name, "switch/", strlen("switch/")) == 0 || strcmp(name, "create") == 0;
}

bool report_cell_is_told(const struct report_result *result, size_t strategy, size_t workload)
{
    enum report_cell_status status = report_result_cell(result, strategy, workload)->status;
    bool is_special = report_strategy_is_peer(&result->strategies[strategy]) ||
                      report_is_switch_workload(result->workloads[workload].name);

    return status != REPORT_CELL_NOT_RUN && (status != REPORT_CELL_UNSUPPORTED || !is_special);
}

static void choose(const struct report_result *result, const char *metric, bool is_switch, struct report_columns *columns)
{
    struct report_columns all;

    report_columns_with(result, metric, &all);
    columns->count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (report_is_switch_workload(all.names[i]) != is_switch)
            continue;
        columns->workloads[columns->count] = all.workloads[i];
        columns->names[columns->count++] = all.names[i];
    }
}

void report_switch_columns(const struct report_result *result, struct report_columns *columns)
{
    choose(result, REPORT_METRIC_TIME, true, columns);
}

void report_item_columns(const struct report_result *result, const char *metric, struct report_columns *columns)
{
    choose(result, metric, false, columns);
}

bool report_switch_has(const struct report_result *result, size_t strategy, const struct report_columns *columns)
{
    for (size_t i = 0; i < columns->count; i++)
        if (report_result_series(result, strategy, columns->workloads[i], REPORT_METRIC_TIME) != NULL)
            return true;
    return false;
}

double report_switch_multiple(const struct report_result *result, size_t strategy, size_t workload)
{
    double one = report_result_median(result, report_result_strategy(result, report_switch_yardstick), workload, REPORT_METRIC_TIME);

    return one > 0 ? report_result_median(result, strategy, workload, REPORT_METRIC_TIME) / one : NAN;
}
