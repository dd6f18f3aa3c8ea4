/* SPDX-License-Identifier: MIT */
/* Owns the table of sweeps and the choice of their rows. */
#include "report/analysis/sweep.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/columns.h"

static const struct report_sweep sweeps[REPORT_SWEEP_COUNT] = {
    {.name = "sweep-depth", .family = "depth", .metric = REPORT_METRIC_TIME, .title = "Adapters that never wait",
     .measured = "ns per item", .along = "adapters", .unit = " adapters deep", .unit_of_one = " adapter deep"},
    {.name = "sweep-suspend_depth", .family = "suspend_depth", .metric = REPORT_METRIC_TIME,
     .title = "Waiting at the bottom of a chain", .measured = "ns per item", .along = "adapters", .unit = " adapters deep",
     .unit_of_one = " adapter deep"},
    {.name = "sweep-pending", .family = "pending", .metric = REPORT_METRIC_TIME, .title = "How often it waits",
     .measured = "ns per item", .along = "of items wait", .unit = " of the items waiting"},
    {.name = "sweep-frame", .family = "frame", .metric = REPORT_METRIC_TIME, .title = "The size of the frame",
     .measured = "multiple of box", .along = "bytes", .unit = " of frame", .is_multiple = true},
    {.name = "sweep-tasks", .family = "tasks", .metric = REPORT_METRIC_TIME, .title = "Tasks that wait in turn",
     .measured = "ns per item", .along = "tasks", .unit = " tasks", .unit_of_one = " task"},
    {.name = "sweep-memory-tasks", .family = "tasks", .metric = REPORT_METRIC_TASK_BYTES, .title = "Memory of a waiting task",
     .measured = "bytes per task", .along = "tasks", .unit = " tasks", .unit_of_one = " task", .is_of_memory = true},
};

/* The size in the name of a member: 4 of `depth/4`. NAN for other names. */
static double size_of(const char *name)
{
    const char *member = report_family_member(name);
    char *end = NULL;

    if (member[0] != '/' || member[1] < '1' || member[1] > '9')
        return NAN;
    double size = strtod(member + 1, &end);
    return *end == '\0' && size < 1e12 ? size : NAN;
}

/* Inserts the workload in the order of the sizes; a size that is already there stays alone. */
static void insert(struct report_sweep *sweep, double size, size_t workload)
{
    size_t at = sweep->count;

    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->sizes[i] == size)
            return;
    if (sweep->count == REPORT_SWEEP_SIZES)
        return;
    for (; at > 0 && sweep->sizes[at - 1] > size; at--) {
        sweep->sizes[at] = sweep->sizes[at - 1];
        sweep->workloads[at] = sweep->workloads[at - 1];
    }
    sweep->sizes[at] = size;
    sweep->workloads[at] = workload;
    sweep->count++;
}

static void find_sizes(const struct report_result *result, struct report_sweep *sweep)
{
    size_t length = strlen(sweep->family);

    for (size_t i = 0; i < result->workload_count; i++) {
        const char *name = result->workloads[i].name;
        double size = size_of(name);
        if (report_family_length(name) == length && strncmp(name, sweep->family, length) == 0 && !isnan(size) &&
            report_workload_has(result, i, sweep->metric))
            insert(sweep, size, i);
    }
}

static size_t count_sizes(const struct report_result *result, const struct report_sweep *sweep, size_t strategy)
{
    size_t count = 0;

    for (size_t i = 0; i < sweep->count; i++)
        count += report_result_median(result, strategy, sweep->workloads[i], sweep->metric) > 0;
    return count;
}

static size_t named(const struct report_result *result, const struct report_sweep *sweep, const char *name)
{
    size_t strategy = report_result_strategy(result, name);

    return strategy != REPORT_NOT_FOUND && count_sizes(result, sweep, strategy) >= 2 ? strategy : REPORT_NOT_FOUND;
}

/* Among the rows that may stand in for type_pool, the row of the least geometric mean. */
static size_t best_flat(const struct report_result *result, const struct report_sweep *sweep)
{
    size_t best = REPORT_NOT_FOUND;
    double least = INFINITY;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *strategy = &result->strategies[i];
        double sum = 0;
        if (!report_strategy_keeps_trait(strategy) || !report_strategy_is_stackless(strategy) ||
            strcmp(strategy->name, "box") == 0 || count_sizes(result, sweep, i) < sweep->count)
            continue;
        for (size_t k = 0; k < sweep->count; k++)
            sum += log(report_result_median(result, i, sweep->workloads[k], sweep->metric));
        best = sum < least ? i : best;
        least = fmin(sum, least);
    }
    return best;
}

bool report_sweep_read(const struct report_result *result, size_t index, struct report_sweep *sweep)
{
    *sweep = sweeps[index];
    find_sizes(result, sweep);
    if (sweep->count < 2)
        return false;
    sweep->rows[REPORT_SWEEP_BOX] = named(result, sweep, "box");
    sweep->rows[REPORT_SWEEP_FLAT] = named(result, sweep, "type_pool");
    if (sweep->rows[REPORT_SWEEP_FLAT] == REPORT_NOT_FOUND)
        sweep->rows[REPORT_SWEEP_FLAT] = best_flat(result, sweep);
    sweep->rows[REPORT_SWEEP_POLL] = named(result, sweep, "poll_next");
    sweep->rows[REPORT_SWEEP_STACK] = named(result, sweep, "stackful/native");
    sweep->rows[REPORT_SWEEP_OTHER_STACK] = named(result, sweep, "stackful/fcontext");
    if (sweep->rows[REPORT_SWEEP_STACK] == REPORT_NOT_FOUND) {      /* the other takes its place */
        sweep->rows[REPORT_SWEEP_STACK] = sweep->rows[REPORT_SWEEP_OTHER_STACK];
        sweep->rows[REPORT_SWEEP_OTHER_STACK] = REPORT_NOT_FOUND;
    }
    bool has_flat = sweep->is_multiple ? sweep->rows[REPORT_SWEEP_BOX] != REPORT_NOT_FOUND :
                    sweep->rows[REPORT_SWEEP_BOX] != REPORT_NOT_FOUND || sweep->rows[REPORT_SWEEP_FLAT] != REPORT_NOT_FOUND ||
                    sweep->rows[REPORT_SWEEP_POLL] != REPORT_NOT_FOUND;
    return has_flat && sweep->rows[REPORT_SWEEP_STACK] != REPORT_NOT_FOUND;
}

const struct report_series *report_sweep_series(const struct report_result *result, const struct report_sweep *sweep,
                                                enum report_sweep_row row, size_t size)
{
    const struct report_series *series;

    if (sweep->rows[row] == REPORT_NOT_FOUND)
        return NULL;
    series = report_result_series(result, sweep->rows[row], sweep->workloads[size], sweep->metric);
    return series != NULL && series->median > 0 ? series : NULL;
}

struct report_number report_sweep_size(const struct report_sweep *sweep, size_t size)
{
    struct report_number number;
    bool is_share = strcmp(sweep->family, "pending") == 0, is_bytes = strcmp(sweep->family, "frame") == 0;

    snprintf(number.text, sizeof number.text, "%s%.0f%s", is_share ? "1/" : "", sweep->sizes[size], is_bytes ? " B" : "");
    return number;
}

struct report_number report_sweep_mark(const struct report_sweep *sweep, size_t size)
{
    struct report_number number = report_sweep_size(sweep, size);
    double kilo = strcmp(sweep->family, "frame") == 0 ? 1024 : 1000, value = sweep->sizes[size];

    if (value >= kilo * kilo)
        snprintf(number.text, sizeof number.text, "%.3gM", value / kilo / kilo);
    else if (value >= 10 * kilo || fmod(value, kilo) == 0)
        snprintf(number.text, sizeof number.text, "%.3gk", value / kilo);
    else
        number.text[strcspn(number.text, " ")] = '\0';
    return number;
}
