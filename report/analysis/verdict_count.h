/* SPDX-License-Identifier: MIT */
/* Counts verdicts. Every output and `corolab check` count by this header, so no two of them differ. */
#ifndef REPORT_ANALYSIS_VERDICT_COUNT_H
#define REPORT_ANALYSIS_VERDICT_COUNT_H
#include "report/result/verdict.h"

struct report_verdict_count {
    size_t of[REPORT_VERDICT_COUNT];    /* by verdict; without the two below */
    size_t by_construction;             /* a half follows from the row's file: it could not have come out otherwise */
    size_t repeated;                    /* decided by the same answers as another claim (decision.h) */
};

enum report_counting { REPORT_COUNTED, REPORT_BY_CONSTRUCTION, REPORT_REPEATED };

/* Adds one claim. */
void report_verdict_count_add(struct report_verdict_count *, enum report_verdict, enum report_counting);

/* The claims that were added. */
size_t report_verdict_count_all(const struct report_verdict_count *);

/* Adds "of 9 claims that a program can decide: 4 proved, 2 refuted, 1 depends, 2 not measured; not counted: 2 that repeat
 * another in other words, 3 that follow from how their rows are written, 5 that no program can decide". Leaves zeros out, and
 * adds nothing for no claim. */
void report_verdict_count_say(struct report_text *, const struct report_verdict_count *);

#endif
