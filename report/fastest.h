/* SPDX-License-Identifier: MIT */
/* The fastest of a kind on one workload, and where along a family of workloads stackful overtakes stackless. */
#ifndef CORO_REPORT_FASTEST_H
#define CORO_REPORT_FASTEST_H
#include "report/result.h"
#include "report/text.h"

/* The least median of time on the workload among the strategies that `belongs` says; NULL when none ran. */
const struct coro_series *coro_fastest(const struct coro_result *, size_t workload, bool (*belongs)(const struct coro_strategy *));

/* Dyn strategies of one frame model; a stackless one may poll next, which changes the trait. */
bool coro_strategy_is_stackless_dyn(const struct coro_strategy *);
bool coro_strategy_is_stackful_dyn(const struct coro_strategy *);

/* Adds, behind a space unless the text is empty, a sentence on a family of workloads ("depth": depth/1, depth/4, ...): from which
 * one on the fastest stackful strategy is faster than the fastest stackless dyn one, beyond the intervals; when there is none, how
 * the two stand on the last. Adds nothing when no workload of the family has both. */
void coro_say_crossing(const struct coro_result *, const char *family, struct coro_text *);

#endif
