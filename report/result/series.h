/* SPDX-License-Identifier: MIT */
/* The samples of one metric of one cell, with their median and its interval. Every number of the report comes out of a series. */
#ifndef REPORT_RESULT_SERIES_H
#define REPORT_RESULT_SERIES_H
#include <stdbool.h>
#include <stddef.h>
#include "report/statistics/statistics.h"

/* The names of the metrics, spelled once. */
#define REPORT_METRIC_TIME "time_ns"
#define REPORT_METRIC_INSTRUCTIONS "instructions"
#define REPORT_METRIC_ALLOCATOR_INSTRUCTIONS "allocator_instructions"
#define REPORT_METRIC_ALLOCATIONS "allocations"
#define REPORT_METRIC_SYSCALLS "syscalls"
#define REPORT_METRIC_P99 "p99_ns"
#define REPORT_METRIC_TASK_BYTES "bytes_per_waiting_task"

struct report_sample {
    size_t strategy, workload;  /* indices into the result's tables */
    const char *metric, *unit;
    double value, round;        /* round: NAN when the file does not say */
};

struct report_series {
    size_t strategy, workload;
    const char *metric, *unit;
    const double *values;       /* `count` of them, ascending */
    const double *rounds;       /* the round that each of the values was taken in; NAN when the file does not say */
    size_t count;               /* at least 1 */
    double median;
    struct report_interval interval;
    double noise_floor;         /* the reach of the run's own noise (noise.c), a share of the median; 0 when unknown */
};

/* Sorts `samples` and groups them. `series`, `values` and `rounds` have room for `count` of each; the series point into the
 * latter two and into the samples' strings. Returns the number of series, ordered by strategy, workload and metric. */
size_t report_series_group(struct report_sample *samples, size_t count, struct report_series *series, double *values,
                           double *rounds);

/* Orders by strategy, workload, metric: negative, 0 or positive, as for bsearch. */
int report_series_compare(const void *series, const void *other);

/* True when one of two series lies above the other beyond their intervals and beyond the noise floor, whichever is farther; false
 * when not, or when either is of so few samples (under 5) that its interval says nothing. */
bool report_series_is_above(const struct report_series *series, const struct report_series *other);

/* The median of the samples whose rounds `belongs` says, NAN when none, and how many these are. `limit` is for `belongs`, which
 * has to say false to a round of NAN. */
typedef bool report_round_test(double round, double limit);
double report_series_median_of(const struct report_series *, report_round_test *belongs, double limit, size_t *count);

#endif
