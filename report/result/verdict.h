/* SPDX-License-Identifier: MIT */
/* The verdicts on a claim, and the rule that makes them out of its halves. `corolab check`, the result file and the report share
 * both. A claim has one half, or two. */
#ifndef REPORT_RESULT_VERDICT_H
#define REPORT_RESULT_VERDICT_H
#include <stdbool.h>
#include <stddef.h>
#include "report/text/text.h"

/* OUT_OF_REACH: no program can decide the claim. NOT_MEASURED: a probe or a sample is absent. LEFT_TO_REPORT: check decides no
 * claim about samples; it is no verdict of a report. TOO_FEW_SAMPLES: the file has the cells that the claim asks for, and their
 * samples decide nothing; it is a verdict of reports alone. */
enum report_verdict {
    REPORT_NOT_MEASURED, REPORT_PROVED, REPORT_REFUTED, REPORT_DEPENDS, REPORT_OUT_OF_REACH, REPORT_LEFT_TO_REPORT,
    REPORT_TOO_FEW_SAMPLES, REPORT_VERDICT_COUNT
};

/* The word for a verdict, as in the file: "proved", "refuted", "depends", "out of reach", "not measured", "answered by
 * report"; and "too few samples". */
extern const char *const report_verdict_words[REPORT_VERDICT_COUNT];

/* Does the claim hold under the half's condition? LEFT: only the report can say. */
enum report_half_outcome { REPORT_HALF_UNDECIDED, REPORT_HALF_HOLDS, REPORT_HALF_FAILS, REPORT_HALF_LEFT };

/* The word for an outcome: "proved", "refuted", "not measured", "answered by report". */
extern const char *const report_half_outcome_words[];

/* Two halves are the claim under two conditions, or two parts of the claim. */
enum report_join { REPORT_JOIN_CONDITIONS, REPORT_JOIN_PARTS };

/* Both halves hold: proved. Neither: refuted. One of two conditions: depends. One of two parts: refuted, also where the other
 * part has no outcome. Any other half without an outcome leaves the claim not measured. */
enum report_verdict report_verdict_of(const enum report_half_outcome *halves, size_t count, enum report_join);

/* One half as outputs show it. */
struct report_half_words {
    const char *under;          /* the condition; NULL or "" for none */
    enum report_half_outcome outcome;
    bool is_by_construction;    /* the row's file decides it: no run could have given another outcome */
    const char *of;             /* the row whose evidence it is, where that is not the claim's own, else NULL */
    const char *evidence;
};

/* Adds "on one thread, refuted by box", or "by box" without a condition; only the condition without an outcome. */
void report_half_say_outcome(struct report_text *, const struct report_half_words *);
/* Adds that and the evidence: "on one thread, refuted by box: a second future took the first one's place". */
void report_half_say(struct report_text *, const struct report_half_words *);

#endif
