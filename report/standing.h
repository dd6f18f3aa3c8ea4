/* SPDX-License-Identifier: MIT */
/* How strategies stand over all workloads at once, among those that never refuse. */
#ifndef CORO_REPORT_STANDING_H
#define CORO_REPORT_STANDING_H
#include "report/result.h"
#include "report/text.h"

/* True for a dyn strategy that ran every workload that box ran and lets several futures of one iterator be in flight. */
bool coro_never_refuses(const struct coro_result *, size_t strategy);

/* The geometric mean of the strategy's multiples of box over every workload on which box has the metric, and how many those are; NAN
 * when one is absent. */
double coro_standing(const struct coro_result *, size_t strategy, const char *metric, size_t *workload_count);

/* Adds a sentence on who has the least mean of each of time and bytes per waiting task among those that never refuse, with the next
 * best. Adds nothing when the file has no box or fewer than two such strategies. */
void coro_say_standings(const struct coro_result *, struct coro_text *);

#endif
