/* SPDX-License-Identifier: MIT */
/* The baseline, of which every other time is shown as a multiple: box where it was measured, else the next best. Tables,
 * charts and claims all ask here, so that one file has one baseline. */
#ifndef REPORT_RESULT_BASELINE_H
#define REPORT_RESULT_BASELINE_H
#include "report/result/result.h"

/* The strategy whose numbers are 1: `box` when it has a time; else the first dyn strategy that has one; else the first
 * strategy of any kind; REPORT_NOT_FOUND when nothing was timed. */
size_t report_baseline(const struct report_result *);
/* Its name, or "nothing". */
const char *report_baseline_name(const struct report_result *);
/* True when the baseline is box. */
bool report_baseline_is_box(const struct report_result *);

/* The median of the cell over the baseline's on the same workload; NAN when either is absent or not positive. */
double report_multiple(const struct report_result *, size_t strategy, size_t workload, const char *metric);

/* True when the strategy has any sample of that metric. */
bool report_strategy_has(const struct report_result *, size_t strategy, const char *metric);
/* True when any strategy has it on that workload. */
bool report_workload_has(const struct report_result *, size_t workload, const char *metric);

/* How many workloads every timed strategy that is no peer ran: the only ones over which their means can be compared. */
size_t report_common_workloads(const struct report_result *);
/* The geometric mean of the strategy's multiples of time over the common workloads; NAN when one is absent. */
double report_mean_multiple(const struct report_result *, size_t strategy);

#endif
