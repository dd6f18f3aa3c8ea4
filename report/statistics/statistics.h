/* SPDX-License-Identifier: MIT */
/* The arithmetic of samples: the median, an interval for it that supposes nothing about the distribution of the samples, and the
 * geometric mean. Every series of a result has its median and interval from here. */
#ifndef REPORT_STATISTICS_STATISTICS_H
#define REPORT_STATISTICS_STATISTICS_H
#include <stddef.h>

struct report_interval {
    double low, high;
    double coverage;    /* the probability, 0 to 1, that such an interval contains the median of what was sampled */
};

/* Sorts in ascending order. */
void report_sort(double *numbers, size_t count);

/* The median of `count` > 0 numbers in ascending order: the middle one, or half-way between the middle two. */
double report_median(const double *ascending, size_t count);
/* The same of numbers in any order, which it sorts. */
double report_median_of(double *numbers, size_t count);

/* The interval between the k-th smallest and the k-th largest of `count` > 0 independent samples, k as large as a coverage of at
 * least 95 % allows, else 1 (the whole range: fewer than 6 samples never reach 95 %; 5 have 93.75 %, 1 has 0 %). Exact: a sample
 * lies below the median with probability 1/2, so the coverage is 1 - 2 P(Binomial(count, 1/2) < k), whatever the distribution (H.
 * A. David, H. N. Nagaraja, Order Statistics, section 7.1). */
struct report_interval report_median_interval(const double *ascending, size_t count);

/* The coverage that report_median_interval has for `count` samples; 0 for none. */
double report_median_coverage(size_t count);

/* The geometric mean of `count` > 0 positive numbers. */
double report_geometric_mean(const double *values, size_t count);

#endif
