/* SPDX-License-Identifier: MIT */
/* What the rows that switch stacks are held to: each goal is a ratio, or a count of bytes or instructions, of one run, and a
 * bound. The goals are a table, in goal.c. */
#ifndef REPORT_ANALYSIS_GOAL_H
#define REPORT_ANALYSIS_GOAL_H
#include "report/text/number.h"
#include "report/result/result.h"
#include "report/text/text.h"

enum report_outcome {
    REPORT_GOAL_UNMEASURED,   /* no result has what it takes */
    REPORT_GOAL_UNBOUND,      /* measured, and there is no bound: shown beside the others */
    REPORT_GOAL_MISSED,
    REPORT_GOAL_REACHED,      /* the median is at most the bound */
};

/* One goal, read from one or several results. */
struct report_goal {
    const char *words;          /* what is measured, at most REPORT_GOAL_COLUMNS wide */
    const char *source;         /* where the bound comes from; "" without a bound */
    struct report_number (*number)(double);
    double bound;               /* NAN: none */
    size_t count;               /* how many of the results have it */
    double low, median, high;   /* over those; NAN when there are none */
    enum report_outcome outcome;
    const char *row, *other;    /* in the last result that has it, what was divided by what; NULL: nothing, or no division */
    const char *reason;         /* why the first result does not have it, when its file says; NULL: it does not */
};
enum { REPORT_GOAL_COLUMNS = 36 };

/* Reads goal `index`; false when there are no more. Every ratio is of one result: results are never divided by one another. */
bool report_goal_read(const struct report_result *const *results, size_t count, size_t index, struct report_goal *);

/* True when any goal can be read, so that there is something to show. */
bool report_goals_apply(const struct report_result *const *results, size_t count);

/* One or two words. */
const char *report_outcome_words(enum report_outcome);

/* Adds what the three numbers of several results are, and whether these are of builds that were linked in different orders. Adds
 * nothing for one result. */
void report_goals_say_runs(const struct report_result *const *results, size_t count, struct report_text *);

#endif
