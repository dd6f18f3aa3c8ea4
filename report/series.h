/* SPDX-License-Identifier: MIT */
/* The samples of one metric of one cell, with what the report says of them: the median and its interval. */
#ifndef CORO_REPORT_SERIES_H
#define CORO_REPORT_SERIES_H
#include <stdbool.h>
#include <stddef.h>
#include "report/statistics.h"

/* The names of the metrics, spelled once. */
#define CORO_METRIC_TIME "time_ns"
#define CORO_METRIC_INSTRUCTIONS "instructions"
#define CORO_METRIC_ALLOCATOR_INSTRUCTIONS "allocator_instructions"
#define CORO_METRIC_ALLOCATIONS "allocations"
#define CORO_METRIC_TASK_BYTES "bytes_per_waiting_task"

struct coro_sample {
    size_t strategy, workload;  /* indices into the result's tables */
    const char *metric, *unit;
    double value;
};

struct coro_series {
    size_t strategy, workload;
    const char *metric, *unit;
    const double *values;       /* `count` of them, ascending */
    size_t count;               /* at least 1 */
    double median;
    struct coro_interval interval;
};

/* Sorts `samples` and groups them. `series` and `values` have room for `count` of each; the series point into `values` and
 * into the samples' strings. Returns the number of series, ordered by strategy, workload and metric. */
size_t coro_series_group(struct coro_sample *samples, size_t count, struct coro_series *series, double *values);

/* Orders by strategy, workload, metric: negative, 0 or positive, as for bsearch. */
int coro_series_compare(const void *series, const void *other);

/* True when one of two series lies above the other beyond their intervals; false when they overlap, or when either is of so
 * few samples (under 5) that its interval says nothing. */
bool coro_series_is_above(const struct coro_series *series, const struct coro_series *other);

#endif
