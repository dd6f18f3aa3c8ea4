/* SPDX-License-Identifier: MIT */
/* What the rows that switch stacks are held to: each goal is a ratio, or a count of bytes or instructions, of one run, and a
 * bound. The goals are a table, in goal.c. */
#ifndef CORO_REPORT_GOAL_H
#define CORO_REPORT_GOAL_H
#include "report/number.h"
#include "report/result.h"
#include "report/text.h"

enum coro_outcome {
    CORO_GOAL_UNMEASURED,   /* no result has what it takes */
    CORO_GOAL_UNBOUND,      /* measured, and there is no bound: shown beside the others */
    CORO_GOAL_MISSED,
    CORO_GOAL_REACHED,      /* the median is at most the bound */
};

/* One goal, read from one or several results. */
struct coro_goal {
    const char *words;          /* what is measured, at most CORO_GOAL_COLUMNS wide */
    const char *source;         /* where the bound comes from; "" without a bound */
    struct coro_number (*number)(double);
    double bound;               /* NAN: none */
    size_t count;               /* how many of the results have it */
    double low, median, high;   /* over those; NAN when there are none */
    enum coro_outcome outcome;
    const char *row, *other;    /* in the last result that has it, what was divided by what; NULL: nothing, or no division */
    const char *reason;         /* why the first result does not have it, when its file says; NULL: it does not */
};
enum { CORO_GOAL_COLUMNS = 36 };

/* Reads goal `index`; false when there are no more. Every ratio is of one result: results are never divided by one another. */
bool coro_goal_read(const struct coro_result *const *results, size_t count, size_t index, struct coro_goal *);

/* True when any goal can be read, so that there is something to show. */
bool coro_goals_apply(const struct coro_result *const *results, size_t count);

/* One or two words. */
const char *coro_outcome_words(enum coro_outcome);

/* Adds what the three numbers of several results are, and whether these are of builds that were linked in different orders. Adds
 * nothing for one result. */
void coro_goals_say_runs(const struct coro_result *const *results, size_t count, struct coro_text *);

#endif
