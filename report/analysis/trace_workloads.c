/* SPDX-License-Identifier: MIT */
/* Owns the workloads' numbers, and the distance. */
#include "report/analysis/trace_workloads.h"
#include <math.h>
#include <stddef.h>

/* Of a chain of d adapters: d frames of 32 bytes over one of 16, which are awaited by 0 to d calls. */
#define CHAIN(d) (16 + 32.0 * (d)) / ((d) + 1)

const struct report_trace_workload report_trace_workloads[] = {
    {"ready", 16, 0, 0, 1},
    {"pending/1", 16, 1, 0, 1},
    {"pending/8", 16, 1 / 8.0, 0, 1},
    {"pending/64", 16, 1 / 64.0, 0, 1},
    {"suspend_depth/1", CHAIN(1), 1, 0.5, 2},
    {"suspend_depth/4", CHAIN(4), 1, 2, 5},
    {"suspend_depth/16", CHAIN(16), 1, 8, 17},
    {"frame/128", 128, 0, 0, 1},
    {"frame/1016", 1016, 0, 0, 1},
    {"frame/1040", 1040, 0, 0, 1},
    {"frame/4096", 4096, 0, 0, 1},
    {"frame/16384", 16384, 0, 0, 1},
    {"mixed", 212, 0, 0, 1},
    {"depth/1", CHAIN(1), 0, 0.5, 2},
    {"depth/4", CHAIN(4), 0, 2, 5},
    {"depth/16", CHAIN(16), 0, 8, 17},
    {"mixed_tasks/10000", 557, 1, 0, 1},
    {"sized_tasks/10000", 608, 1, 0, 1},
    {"real", 611, 0.402, 1.78, 2.78},
    {NULL, 0, 0, 0, 0},
};

double report_trace_distance(const struct trace_summary *summary, const struct report_trace_workload *workload)
{
    double size = log2(fmax(trace_counts_mean(&summary->bytes), 1) / workload->bytes);
    double wait = 4 * (trace_summary_waited_share(summary) - workload->waited);
    double depth = log2((1 + trace_counts_mean(&summary->depths)) / (1 + workload->depth));

    return sqrt(size * size + wait * wait + depth * depth);
}

const struct report_trace_workload *report_trace_nearest(const struct trace_summary *summary, report_trace_test *belongs,
                                                         const void *arg)
{
    const struct report_trace_workload *nearest = NULL;

    for (const struct report_trace_workload *workload = report_trace_workloads; workload->name != NULL; workload++)
        if (belongs(workload, arg) && (nearest == NULL
            || report_trace_distance(summary, workload) < report_trace_distance(summary, nearest)))
            nearest = workload;
    return nearest;
}
