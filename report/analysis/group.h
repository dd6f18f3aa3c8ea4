/* SPDX-License-Identifier: MIT */
/* Finds the rows that lead, as a group: the best one, and every other that the samples do not tell apart from it. A sentence
 * names a single winner only where the group has one member. */
#ifndef REPORT_ANALYSIS_GROUP_H
#define REPORT_ANALYSIS_GROUP_H
#include "report/analysis/ranking.h"
#include "report/text/text.h"

struct report_group {
    size_t count;                               /* 0: nothing was measured */
    size_t strategies[REPORT_LONGEST_TABLE];    /* indices, ascending in their value */
    double least, most;                         /* of their values */
};

/* The fastest on the workload among the strategies that pass the test, by median, intervals and noise floor. */
void report_group_fastest(const struct report_result *, size_t workload, report_strategy_test *belongs, struct report_group *);
/* Finds the least of `values`, which has a value for each strategy and NAN for those left out. A value is told apart from the
 * least when it is greater by more than `reach`, a share. With a reach of NAN, no value is told apart. */
void report_group_least(const struct report_result *, const double *values, double reach, struct report_group *);

/* "inline_slot"; "box_slab and type_pool (not told apart)"; of many, three and the number of the others. */
void report_group_say(const struct report_result *, const struct report_group *, struct report_text *);
/* "3.70 ns (0.40x)", or from least to most, `one` being the baseline's value. */
void report_group_say_times(const struct report_group *, double one, struct report_text *);
/* "0.40x", or from least to most, of values that are multiples. */
void report_group_say_multiples(const struct report_group *, struct report_text *);

#endif
