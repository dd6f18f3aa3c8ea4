/* SPDX-License-Identifier: MIT */
/* Numbers and their ranks, doubled, so that those of ties, which share the mean of theirs, are whole numbers. */
#ifndef REPORT_STATISTICS_RANKS_H
#define REPORT_STATISTICS_RANKS_H
#include <stddef.h>

struct report_ranked {
    double value;
    size_t rank;        /* doubled; 2 for the smallest */
    size_t is_ours;     /* 1 or 0: the caller's mark, which goes where the number goes */
};

/* Sorts by value and fills in the ranks. Returns the sum over all groups of ties of t^3 - t, t being their size. */
double report_ranks(struct report_ranked *numbers, size_t count);

/* Twice the thinner tail of a distribution given as weights[0..limit], the value itself included in both tails; at most 1. */
double report_ranks_two_sided(const double *weights, size_t limit, size_t value);

#endif
