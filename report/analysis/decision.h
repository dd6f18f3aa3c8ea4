/* SPDX-License-Identifier: MIT */
/* A decision is the questions that give a claim its verdict, and the answers that it needs. Two claims may quote different words
 * and rest on one decision: it is counted once. The report and `corolab check` tell decisions apart here. */
#ifndef REPORT_ANALYSIS_DECISION_H
#define REPORT_ANALYSIS_DECISION_H
#include <stddef.h>
#include "report/result/verdict.h"

/* The question of one half. */
struct report_half_question {
    const char *row, *probe;
    const char *on, *against, *against_on;  /* NULL: not named */
    double ratio;                           /* not above 0, or NAN: none */
    bool says_yes;                          /* the answer with which the half holds */
};

struct report_decision {
    char *key;      /* equal for equal decisions; NULL where there is no decision */
    size_t rank;    /* of decisions that are equal, the least is the first */
    size_t claim;   /* the caller's */
    size_t first;   /* out: the claim of the first equal decision: its own, where it is no repetition */
};

/* Makes the key of a claim with these halves, in either order; the caller frees it. */
char *report_decision_key(const struct report_half_question *halves, size_t count, enum report_join);

/* Sorts the decisions, and fills `first` of each. */
void report_decisions_compare(struct report_decision *, size_t count);

#endif
