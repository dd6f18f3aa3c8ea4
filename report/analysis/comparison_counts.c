/* SPDX-License-Identifier: MIT */
/* Owns the comparison of numbers that are counted: which metrics count, and how far chance moves each of them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/comparison.h"
#include "report/analysis/row_bytes.h"
#include "report/base/memory.h"

/* The kernel maps a file's pages in blocks of 64 KiB (fault_around_bytes), page tables and the ends of the heap page by page. */
enum { RESIDENT_BYTES = 80 << 10 };

/* Chance moves the metric by no more than the larger of the two, a share and an amount. Addresses decide some instructions;
 * resident memory differs by RESIDENT_BYTES, divided by the number of tasks where it is told per task. */
static const struct counted_metric {
    const char *name;
    double share, amount;
    enum { EXACT, COARSE, OF_TASKS } step;
} metrics[] = {
    {REPORT_METRIC_INSTRUCTIONS, 0.005, 0.001, EXACT}, {"allocator_instructions", 0.005, 0.001, EXACT},
    {"indirect_calls", 0.005, 0.001, EXACT}, {"allocator_calls", 0, 0.001, EXACT}, {REPORT_METRIC_ALLOCATIONS, 0, 0.001, EXACT},
    {"allocated_bytes", 0, 0.001, EXACT}, {"peak_live_bytes", 0, 0.001, EXACT}, {"mapped_stacks", 0, 0.001, EXACT},
    {"mapped_stack_bytes", 0, 0.001, EXACT},
    {REPORT_METRIC_SYSCALLS, 0.1, 0.01, COARSE}, {REPORT_METRIC_TASK_BYTES, 0.03, 32, OF_TASKS},
    {"rss_bytes", 0.03, 32, OF_TASKS}, {"page_table_bytes", 0.03, 32, OF_TASKS}, {"frame_bytes", 0.03, 32, OF_TASKS},
    {REPORT_METRIC_RETAINED_BYTES, 0.1, RESIDENT_BYTES, COARSE},
};

static const struct counted_metric *counted_metric(const char *name)
{
    for (size_t i = 0; i < sizeof metrics / sizeof metrics[0]; i++)
        if (strcmp(name, metrics[i].name) == 0)
            return &metrics[i];
    return NULL;
}

static void add(struct report_comparison *comparison, struct report_count_difference difference)
{
    comparison->counted = report_list_grow(comparison->counted, comparison->counted_count, sizeof difference);
    comparison->counted[comparison->counted_count++] = difference;
}

static bool is_moved(double before, double after, double share, double amount)
{
    double distance = fabs(after - before);

    return isnan(after) || (distance > share * fmax(fabs(before), fabs(after)) && distance >= amount);
}

/* The tasks of "tasks/100"; NAN where the name of the workload does not say. */
static double tasks_of(const char *workload)
{
    const char *slash = strrchr(workload, '/');
    double tasks = slash == NULL ? 0 : strtod(slash + 1, NULL);

    return tasks >= 1 ? tasks : NAN;
}

static double amount_of(const struct counted_metric *metric, const char *workload)
{
    return metric->step == OF_TASKS ? fmax(metric->amount, RESIDENT_BYTES / tasks_of(workload)) : metric->amount;
}

/* A cell that AFTER lost is named as a cell, not by each of its counts. */
static void compare_series(struct report_comparison *comparison, const struct report_series *series)
{
    const struct report_result *before = comparison->before, *after = comparison->after;
    const struct counted_metric *metric = counted_metric(series->metric);
    size_t strategy = report_result_strategy(after, before->strategies[series->strategy].name);
    size_t workload = report_result_workload(after, before->workloads[series->workload].name);

    if (metric == NULL || strategy == REPORT_NOT_FOUND || workload == REPORT_NOT_FOUND
        || report_result_cell(after, strategy, workload)->status != REPORT_CELL_OK)
        return;
    double count = report_result_median(after, strategy, workload, series->metric);
    enum report_count_kind kind = metric->step == EXACT ? REPORT_COUNT_EXACT : REPORT_COUNT_COARSE;
    comparison->counts_in_both += !isnan(count);
    if (is_moved(series->median, count, metric->share, amount_of(metric, after->workloads[workload].name)))
        add(comparison, (struct report_count_difference){series->strategy, series->workload, metric->name, series->median,
                                                         count, kind});
}

/* The bytes that a row adds; AFTER has to know the row. */
static void compare_row(struct report_comparison *comparison, size_t index)
{
    const struct report_strategy *before = &comparison->before->strategies[index];
    size_t other = report_result_strategy(comparison->after, before->name);

    if (other == REPORT_NOT_FOUND)
        return;
    const struct report_strategy *after = &comparison->after->strategies[other];
    const struct {
        const char *metric;
        double before, after;
    } bytes[] = {
        {"adapter_bytes", before->adapter_bytes, after->adapter_bytes},
        {"call_site_bytes", before->call_site_bytes, after->call_site_bytes},
        {"task_bytes", before->task_bytes, after->task_bytes},
        {"reserved_bytes", report_row_bytes(comparison->before, index).reserved,
         report_row_bytes(comparison->after, other).reserved},
        {"code_bytes", before->code_bytes, after->code_bytes},
    };
    for (size_t i = 0; i < sizeof bytes / sizeof bytes[0]; i++) {
        comparison->counts_in_both += !isnan(bytes[i].before) && !isnan(bytes[i].after);
        if (!isnan(bytes[i].before) && is_moved(bytes[i].before, bytes[i].after, 0, 0.5))
            add(comparison, (struct report_count_difference){index, REPORT_NOT_FOUND, bytes[i].metric, bytes[i].before,
                                                             bytes[i].after, REPORT_COUNT_EXACT});
    }
}

void report_comparison_count(struct report_comparison *comparison)
{
    for (size_t i = 0; i < comparison->before->strategy_count; i++)
        compare_row(comparison, i);
    for (size_t i = 0; i < comparison->before->series_count; i++)
        compare_series(comparison, &comparison->before->series[i]);
}
