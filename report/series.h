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
#define CORO_METRIC_SYSCALLS "syscalls"
#define CORO_METRIC_P99 "p99_ns"
#define CORO_METRIC_TASK_BYTES "bytes_per_waiting_task"

struct coro_sample {
    size_t strategy, workload;  /* indices into the result's tables */
    const char *metric, *unit;
    double value, round;        /* round: NAN when the file does not say */
};

struct coro_series {
    size_t strategy, workload;
    const char *metric, *unit;
    const double *values;       /* `count` of them, ascending */
    const double *rounds;       /* the round that each of the values was taken in; NAN when the file does not say */
    size_t count;               /* at least 1 */
    double median;
    struct coro_interval interval;
    double noise_floor;         /* a share of the median: what the run's own noise reaches (noise.h); 0 when that is unknown */
};

/* Sorts `samples` and groups them. `series`, `values` and `rounds` have room for `count` of each; the series point into the
 * latter two and into the samples' strings. Returns the number of series, ordered by strategy, workload and metric. */
size_t coro_series_group(struct coro_sample *samples, size_t count, struct coro_series *series, double *values, double *rounds);

/* Orders by strategy, workload, metric: negative, 0 or positive, as for bsearch. */
int coro_series_compare(const void *series, const void *other);

/* True when one of two series lies above the other beyond their intervals and beyond the noise floor, whichever is farther; false
 * when not, or when either is of so few samples (under 5) that its interval says nothing. */
bool coro_series_is_above(const struct coro_series *series, const struct coro_series *other);

/* The median of the samples whose rounds `belongs` says, NAN when none, and how many these are. `limit` is for `belongs`, which
 * has to say false to a round of NAN. */
typedef bool coro_round_test(double round, double limit);
double coro_series_median_of(const struct coro_series *, coro_round_test *belongs, double limit, size_t *count);

#endif
