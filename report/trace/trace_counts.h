/* SPDX-License-Identifier: MIT */
/* Counts how often each value of one column of a trace occurs, in memory that no trace exceeds. Up to TRACE_EXACT_VALUES
 * different values are kept apart; of a trace with more, each further value is rounded up by at most 1/64. Real columns have a
 * few hundred values, so quantiles and shares are exact. */
#ifndef REPORT_TRACE_TRACE_COUNTS_H
#define REPORT_TRACE_TRACE_COUNTS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACE_EXACT_VALUES = 48 << 10 };

struct trace_value {
    uint32_t value;
    uint64_t count;
    uint64_t nested;        /* of these, the calls that another call awaited */
};

/* A hash table until it is sorted, then `count` values, ascending. */
struct trace_counts {
    struct trace_value *values;
    size_t count;
    uint64_t total;         /* of the counts */
    double sum;             /* of the values as they were added */
    bool is_rounded;        /* there were more than TRACE_EXACT_VALUES */
};

void trace_counts_init(struct trace_counts *);
void trace_counts_fini(struct trace_counts *);
void trace_counts_add(struct trace_counts *, uint32_t value, bool is_nested);
/* Ends the adding; the questions below are for sorted counts that are not empty. */
void trace_counts_sort(struct trace_counts *);

/* The least value that `share` (0 to 1) of the counts do not exceed: 0 asks for the least value, 1 for the greatest. */
uint32_t trace_counts_quantile(const struct trace_counts *, double share);
/* The counts of values from `from` to `to`, and the sum of these values. */
uint64_t trace_counts_between(const struct trace_counts *, uint32_t from, uint32_t to, double *sum);
double trace_counts_mean(const struct trace_counts *);

#endif
