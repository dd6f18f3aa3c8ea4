/* SPDX-License-Identifier: MIT */
/* Owns the choice of columns and their packing into tables. */
#include "report/analysis/columns.h"
#include <math.h>
#include <string.h>
#include "report/analysis/boxed_array.h"
#include "report/analysis/elision.h"
#include "report/result/result.h"

const char report_switch_yardstick[] = "peer:raw_fcontext";

static bool is_switch_workload(const char *name)
{
    return strncmp(name, "switch/", strlen("switch/")) == 0 || strcmp(name, "create") == 0;
}

bool report_cell_is_told(const struct report_result *result, size_t strategy, size_t workload)
{
    const struct report_strategy *row = &result->strategies[strategy];
    enum report_cell_status status = report_result_cell(result, strategy, workload)->status;
    bool is_special = report_strategy_is_peer(row) || is_switch_workload(result->workloads[workload].name);

    return status != REPORT_CELL_NOT_RUN && (status != REPORT_CELL_UNSUPPORTED || !is_special) &&
           !report_strategy_is_program(row) && !report_strategy_is_boxed_array(row);
}

bool report_workload_is_told(const struct report_result *result, size_t workload, const char *metric)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_result_series(result, i, workload, metric) != NULL && report_cell_is_told(result, i, workload))
            return true;
    return false;
}

bool report_row_is_told(const struct report_result *result, size_t strategy, const size_t *workloads, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (report_cell_is_told(result, strategy, workloads[i]))
            return true;
    return false;
}

void report_columns_choose(const struct report_result *result, enum report_columns_kind kind, const char *metric,
                           struct report_columns *columns)
{
    columns->count = 0;
    for (size_t i = 0; i < result->workload_count; i++) {
        bool is_switch = is_switch_workload(result->workloads[i].name);
        bool is_chosen = kind == REPORT_COLUMNS_ALL || is_switch == (kind == REPORT_COLUMNS_SWITCHES);
        if (!is_chosen || !report_workload_is_told(result, i, metric))
            continue;
        columns->workloads[columns->count] = i;
        columns->names[columns->count++] = result->workloads[i].name;
    }
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
    size_t yardstick = report_result_strategy(result, report_switch_yardstick);
    double one = report_result_median(result, yardstick, workload, REPORT_METRIC_TIME);

    return one > 0 ? report_result_median(result, strategy, workload, REPORT_METRIC_TIME) / one : NAN;
}

size_t report_family_length(const char *name) { return strcspn(name, "/"); }
const char *report_family_member(const char *name) { return name + report_family_length(name); }

size_t report_family_size(const char *const *names, size_t first, size_t count)
{
    size_t length = report_family_length(names[first]), size = 1;

    if (names[first][length] == '\0')
        return 1;
    while (first + size < count && strncmp(names[first], names[first + size], length + 1) == 0)
        size++;
    return size;
}

const char *report_column_heading(const char *const *names, size_t index, size_t first, size_t count)
{
    bool is_member = report_family_size(names, index, count) > 1 ||
                     (index > first && report_family_size(names, index - 1, count) > 1);

    return is_member ? report_family_member(names[index]) : names[index];
}

static size_t width_of(const size_t *widths, size_t first, size_t count)
{
    size_t width = 0;

    for (size_t i = first; i < first + count; i++)
        width += widths[i];
    return width;
}

size_t report_columns_take(const char *const *names, const size_t *widths, size_t first, size_t count, size_t room)
{
    size_t taken = 0, used = 0;

    while (first + taken < count) {
        size_t family = report_family_size(names, first + taken, count);
        size_t width = width_of(widths, first + taken, family);
        if (used + width > room)
            break;
        taken += family;
        used += width;
    }
    while (taken == 0 || (used == 0 && first + taken < count && width_of(widths, first, taken + 1) <= room))
        taken++;
    return taken;
}
