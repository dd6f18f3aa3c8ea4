/* SPDX-License-Identifier: MIT */
/* Answers "which rows fit these constraints, best first?" for `corolab advise`, with the reason of every row that does not. Rows
 * are the strategies that keep the trait, as on the page: the others are yardsticks, and a dyn row of another trait that fits is
 * told apart from the answers. */
#ifndef REPORT_ANALYSIS_ADVICE_H
#define REPORT_ANALYSIS_ADVICE_H
#include "report/analysis/need.h"
#include "report/analysis/rank.h"

struct report_advised {
    size_t strategy;
    enum report_fit fit;        /* the worst over the needs; "fits" without a need */
    unsigned falls_back;        /* the needs that it fits in another way, as bits */
    unsigned missing;           /* the needs that decide: those with the worst fit, when that is "not measured" or worse */
    double value;               /* by the rank; NAN: not measured */
};

struct report_advice {
    unsigned needs;
    struct report_rank rank;
    size_t count, fitting;      /* of rows; the first `fitting` of them fit */
    struct report_advised rows[REPORT_LONGEST_TABLE];   /* that fit, ascending in value; not measured; that do not fit */
    struct report_group leaders;                        /* of those that fit; none without a value */
    size_t other_count;
    struct report_advised others[REPORT_LONGEST_TABLE]; /* dyn rows of another trait that fit, ascending in value */
};

/* Large: the caller has it in static memory or on the heap. */
void report_advice_make(const struct report_result *, unsigned needs, const struct report_rank *, struct report_advice *);

/* The fewest needs that a row which does not fit lacks; 0 when there is no such row. */
size_t report_advice_nearest(const struct report_advice *);
size_t report_advised_lacks(const struct report_advised *);

/* The rows of that fit, "not measured" or "does not fit", which this need decides; a row may count under several needs. */
size_t report_advice_rows_without(const struct report_advice *, enum report_fit, size_t need);

/* The need that refuses most rows; REPORT_NOT_FOUND when none refuses any. */
size_t report_advice_strictest(const struct report_advice *);

#endif
