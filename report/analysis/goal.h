/* SPDX-License-Identifier: MIT */
/* Judges the goals of the rows that switch stacks. Each goal is a ratio, or a count of bytes or instructions, of one run, held
 * to a bound. The goals are a table in goal.c; every output shows them, over one result or several. */
#ifndef REPORT_ANALYSIS_GOAL_H
#define REPORT_ANALYSIS_GOAL_H
#include "report/result/result.h"

enum report_outcome {
    REPORT_GOAL_UNMEASURED,   /* every result lacks a number that it takes */
    REPORT_GOAL_UNBOUND,      /* measured, without a bound: shown beside the others */
    REPORT_GOAL_MISSED,
    REPORT_GOAL_REACHED,      /* the median is at most the bound */
    REPORT_GOAL_UNDECIDED,    /* a time out of one result that screens (sentence.h): its few rounds decide nothing */
    REPORT_GOAL_OUTCOMES
};

/* One goal, read from one or several results. */
struct report_goal {
    const char *words;          /* names the measured ratio or count; at most REPORT_GOAL_COLUMNS wide */
    const char *source;         /* where the bound comes from; "" without a bound */
    struct report_number (*number)(double);
    double bound;               /* NAN without */
    size_t count;               /* how many of the results have it */
    double low, median, high;   /* over those; NAN for a count of 0 */
    enum report_outcome outcome;
    const char *row, *other;    /* dividend and divisor in the last result that has it; NULL: nothing, or no division */
    const char *reason;         /* why the first result does not have it; NULL when its file does not say */
};
enum { REPORT_GOAL_COLUMNS = 36 };

/* Reads goal `index`; false behind the last. Every ratio is of one result: results are never divided by one another. */
bool report_goal_read(const struct report_result *const *results, size_t count, size_t index, struct report_goal *);

/* True when any goal can be read, so that there is something to show. */
bool report_goals_apply(const struct report_result *const *results, size_t count);

/* One or two words. */
extern const char *const report_outcome_words[];

/* Explains the three numbers of several results, and says whether these are of builds that were linked in different orders. Adds
 * nothing for one result. */
void report_goals_say_runs(const struct report_result *const *results, size_t count, struct report_text *);

#endif
