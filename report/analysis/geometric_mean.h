/* SPDX-License-Identifier: MIT */
/* How strategies stand over all workloads at once, among those that never refuse. */
#ifndef REPORT_ANALYSIS_GEOMETRIC_MEAN_H
#define REPORT_ANALYSIS_GEOMETRIC_MEAN_H
#include "report/result/result.h"
#include "report/text/text.h"

/* True for a dyn strategy that ran every workload that box ran and lets several futures of one iterator be in flight. */
bool report_never_refuses(const struct report_result *, size_t strategy);

/* The geometric mean of the strategy's multiples of box over every workload on which box has the metric, and how many those are; NAN
 * when one is absent. */
double report_standing(const struct report_result *, size_t strategy, const char *metric, size_t *workload_count);

/* Adds a sentence on who has the least mean of each of time and bytes per waiting task among those that never refuse, with the next
 * best. Adds nothing when the file has no box or fewer than two such strategies. */
void report_say_standings(const struct report_result *, struct report_text *);

#endif
