/* SPDX-License-Identifier: MIT */
/* What everything is a multiple of: box where it was measured, else the next best. */
#ifndef CORO_REPORT_BASELINE_H
#define CORO_REPORT_BASELINE_H
#include "report/result.h"

/* The strategy whose numbers are 1: `box` when it has a time; else the first dyn strategy that has one; else the first
 * strategy of any kind; CORO_NOT_FOUND when nothing was timed. */
size_t coro_baseline(const struct coro_result *);
/* Its name, or "nothing". */
const char *coro_baseline_name(const struct coro_result *);
/* True when the baseline is box. */
bool coro_baseline_is_box(const struct coro_result *);

/* The median of the cell over the baseline's on the same workload; NAN when either is absent or not positive. */
double coro_multiple(const struct coro_result *, size_t strategy, size_t workload, const char *metric);

/* True when the strategy has any sample of that metric. */
bool coro_strategy_has(const struct coro_result *, size_t strategy, const char *metric);
/* True when any strategy has it on that workload. */
bool coro_workload_has(const struct coro_result *, size_t workload, const char *metric);

/* How many workloads every timed strategy that is no peer ran: the only ones over which their means can be compared. */
size_t coro_common_workloads(const struct coro_result *);
/* The geometric mean of the strategy's multiples of time over the common workloads; NAN when one is absent. */
double coro_mean_multiple(const struct coro_result *, size_t strategy);

#endif
