/* SPDX-License-Identifier: MIT */
/* The fastest of a kind on one workload, and where along a family of workloads stackful overtakes stackless. */
#ifndef REPORT_ANALYSIS_FASTEST_H
#define REPORT_ANALYSIS_FASTEST_H
#include "report/result/result.h"
#include "report/text/text.h"

/* The least median of time on the workload among the strategies that `belongs` says; NULL when none ran. */
const struct report_series *report_fastest(const struct report_result *, size_t workload, bool (*belongs)(const struct report_strategy *));

/* Dyn strategies of one frame model; a stackless one may poll next, which changes the trait. */
bool report_strategy_is_stackless_dyn(const struct report_strategy *);
bool report_strategy_is_stackful_dyn(const struct report_strategy *);

/* Adds, behind a space unless the text is empty, a sentence on a family of workloads ("depth": depth/1, depth/4, ...): from which
 * one on the fastest stackful strategy is faster than the fastest stackless dyn one, beyond the intervals; when there is none, how
 * the two stand on the last. Adds nothing when no workload of the family has both. */
void report_say_crossing(const struct report_result *, const char *family, struct report_text *);

#endif
