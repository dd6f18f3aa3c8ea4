/* SPDX-License-Identifier: MIT */
/* Counts verdicts. Every output and `corolab check` count by this header, so no two of them differ. */
#ifndef REPORT_ANALYSIS_VERDICT_COUNT_H
#define REPORT_ANALYSIS_VERDICT_COUNT_H
#include <stdbool.h>
#include "report/result/verdict.h"

struct report_verdict_count {
    size_t of[REPORT_VERDICT_COUNT];    /* by verdict; without those by construction */
    size_t by_construction;             /* their verdict follows from the row's file: nothing could have come out otherwise */
};

/* Adds one claim. Only a proof, a refutation or a dependence can be by construction. */
void report_verdict_count_add(struct report_verdict_count *, enum report_verdict, bool is_by_construction);

/* The claims that were added. */
size_t report_verdict_count_all(const struct report_verdict_count *);

/* Adds "of 9 claims that a program can decide: 4 proved, 2 refuted, 1 depends, 2 not measured; 3 more follow from the row's
 * construction and are not counted; 5 cannot be decided by a program", without an end. Nothing for no claim. */
void report_verdict_count_say(struct report_text *, const struct report_verdict_count *);

#endif
