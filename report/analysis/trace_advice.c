/* SPDX-License-Identifier: MIT */
/* Owns the choice of the workload whose times speak for a trace, the times of a call, and the order of the rows. */
#include "report/analysis/trace_advice.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The replay puts as many adapters above a call as calls awaited it, at most so many (bench/traces/README.md). */
enum { MOST_REPLAYED_DEPTH = 16 };

static double replayed_calls(const struct trace_summary *summary)
{
    double depths = 0;

    for (size_t i = 0; i < summary->depths.count; i++)
        depths += fmin(summary->depths.values[i].value, MOST_REPLAYED_DEPTH) * (double)summary->depths.values[i].count;
    return 1 + depths / (double)summary->call_count;
}

static const struct report_series *times_of(const struct report_result *result, size_t strategy, size_t workload)
{
    return strategy == REPORT_NOT_FOUND || workload == REPORT_NOT_FOUND
        ? NULL : report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
}

static size_t timed_rows(const struct report_result *result, size_t workload)
{
    size_t count = 0;

    for (size_t i = 0; i < result->strategy_count; i++)
        count += report_strategy_keeps_trait(&result->strategies[i]) && times_of(result, i, workload) != NULL;
    return count;
}

/* A workload that box and most rows ran: few rows run the sweep of the quick suite. A replay of a chosen trace has other numbers
 * than the table of workloads says. `arg` is the result. */
static bool has_times(const struct report_trace_workload *workload, const void *arg)
{
    const struct report_result *result = arg;
    size_t index = report_result_workload(result, workload->name), most = 0;
    bool is_replay = strcmp(workload->name, "real") == 0 || strncmp(workload->name, "sized_tasks", 11) == 0;

    if ((is_replay && result->plan.trace_path != NULL) || times_of(result, report_result_strategy(result, "box"), index) == NULL)
        return false;
    for (size_t i = 0; i < result->workload_count; i++)
        most = timed_rows(result, i) > most ? timed_rows(result, i) : most;
    return 2 * timed_rows(result, index) >= most;
}

static void choose_workload(const struct report_result *result, const struct trace_summary *summary,
                            struct report_trace_advice *advice)
{
    size_t real = report_result_workload(result, "real"), box = report_result_strategy(result, "box");
    bool has_replay = times_of(result, box, real) != NULL;

    advice->is_replayed = has_replay && report_trace_is_replayed(result, summary);
    advice->has_other_replay = has_replay && !advice->is_replayed;
    advice->nearest = advice->is_replayed ? NULL : report_trace_nearest(summary, has_times, result);
    advice->workload = advice->is_replayed ? real
        : advice->nearest != NULL ? report_result_workload(result, advice->nearest->name) : REPORT_NOT_FOUND;
    advice->calls_of_item = advice->is_replayed ? replayed_calls(summary) : NAN;
    if (advice->nearest != NULL)
        advice->calls_of_item = advice->nearest->calls;
}

static struct report_trace_time time_of(const struct report_result *result, const struct report_trace_advice *advice,
                                        size_t strategy)
{
    const struct report_series *own = times_of(result, strategy, advice->workload);
    const struct report_series *box = times_of(result, report_result_strategy(result, "box"), advice->workload);
    double calls = advice->calls_of_item;

    if (own == NULL || box == NULL)
        return (struct report_trace_time){NAN, NAN, NAN, NAN, false};
    return (struct report_trace_time){
        .value = own->median / calls, .saved = (box->median - own->median) / calls,
        .least = (box->interval.low - own->interval.high) / calls, .most = (box->interval.high - own->interval.low) / calls,
        .is_told_apart = own != box && (report_series_is_above(own, box) || report_series_is_above(box, own))};
}

static int class_of(enum report_fit fit) { return fit <= REPORT_FIT_FALLS_BACK ? 0 : (int)fit; }

/* Less is first, and a number is before none. */
static int compare_numbers(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

static int compare_rows(const void *left, const void *right)
{
    const struct report_trace_row *a = left, *b = right;

    if (class_of(a->fit.fit) != class_of(b->fit.fit))
        return class_of(a->fit.fit) < class_of(b->fit.fit) ? -1 : 1;
    int order = compare_numbers(a->time.value, b->time.value);
    if (order == 0)
        order = compare_numbers(a->heap.blocks_most, b->heap.blocks_most);
    return order != 0 ? order : (a->strategy > b->strategy) - (a->strategy < b->strategy);
}

void report_trace_advice_make(const struct report_result *result, const struct trace_summary *summary, unsigned needs,
                              struct report_trace_advice *advice)
{
    *advice = (struct report_trace_advice){.needs = needs};
    choose_workload(result, summary, advice);
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_strategy_keeps_trait(&result->strategies[i]))
            advice->rows[advice->count++] = (struct report_trace_row){
                i, report_trace_fit_of(result, summary, i, needs), report_trace_heap_of(&result->strategies[i], summary),
                time_of(result, advice, i)};
    qsort(advice->rows, advice->count, sizeof advice->rows[0], compare_rows);
    while (advice->fitting < advice->count && class_of(advice->rows[advice->fitting].fit.fit) == 0)
        advice->fitting++;
}
