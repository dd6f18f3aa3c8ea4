/* SPDX-License-Identifier: MIT */
/* The verdicts on a claim, and the rule that makes them out of its halves. `corolab check`, the result file and the report share
 * both. A claim has one half, or two: the same claim under two conditions. */
#ifndef REPORT_RESULT_VERDICT_H
#define REPORT_RESULT_VERDICT_H
#include <stddef.h>
#include "report/text/text.h"

/* OUT_OF_REACH: no program can decide the claim. NOT_MEASURED: a probe or a sample is absent. LEFT_TO_REPORT: check decides no
 * claim about samples; it is no verdict of a report. */
enum report_verdict {
    REPORT_NOT_MEASURED, REPORT_PROVED, REPORT_REFUTED, REPORT_DEPENDS, REPORT_OUT_OF_REACH, REPORT_LEFT_TO_REPORT,
    REPORT_VERDICT_COUNT
};

/* The word for a verdict, as in the file: "proved", "refuted", "depends", "out of reach", "not measured", "answered by
 * report". */
extern const char *const report_verdict_words[REPORT_VERDICT_COUNT];

/* Does the claim hold under the half's condition? LEFT: only the report can say. */
enum report_half_outcome { REPORT_HALF_UNDECIDED, REPORT_HALF_HOLDS, REPORT_HALF_FAILS, REPORT_HALF_LEFT };

/* The word for an outcome: "yes", "no", "not measured", "answered by report". */
extern const char *const report_half_outcome_words[];

/* Both halves hold: proved. Neither: refuted. One: depends. A half without an outcome leaves the claim not measured. */
enum report_verdict report_verdict_of(const enum report_half_outcome *halves, size_t count);

/* Adds "on one thread: no - box: a second future took the first one's place". Without a condition (NULL or "") only the row and
 * the evidence. `of` is the row whose evidence it is, where that is not the claim's own, else NULL. */
void report_half_say(struct report_text *, const char *under, enum report_half_outcome, const char *of, const char *evidence);

#endif
