/* SPDX-License-Identifier: MIT */
/* The arithmetic of samples: the median, an interval for it that supposes nothing about the distribution of the samples, and the
 * geometric mean. Every series of a result has its median and interval from here. Behind these come the tests of whether samples
 * differ, by which compare decides: all go by ranks, so they suppose nothing either. */
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

/* The interval between the k-th smallest and the k-th largest of `count` > 0 independent samples, k as large as a coverage of
 * at least 95 % allows, else 1 (the whole range: fewer than 6 samples never reach 95 %; 5 have 93.75 %, 1 has 0 %). Exact: a
 * sample lies below the median with probability 1/2, so the coverage is 1 - 2 P(Binomial(count, 1/2) < k) for every
 * distribution (H. A. David, H. N. Nagaraja, Order Statistics, section 7.1). */
struct report_interval report_median_interval(const double *ascending, size_t count);

/* The rank k of that interval for `count` > 0 samples, from 1. */
size_t report_median_rank(size_t count);
/* The coverage that report_median_interval has for `count` samples; 0 for none. */
double report_median_coverage(size_t count);

/* The geometric mean of `count` > 0 positive numbers. */
double report_geometric_mean(const double *values, size_t count);

/* The number of samples in both sets together up to which report_mann_whitney is exact. Beyond, it is the normal approximation,
 * with ties and the correction for continuity. */
enum { REPORT_MANN_WHITNEY_EXACT = 96 };

/* Do two sets of samples come from one distribution? Returns the probability, if they do, of rank sums as far apart as these or
 * farther, to either side. Exact also with ties: counts every way of dealing the ranks that were seen. Both counts are at least
 * 1; the order does not matter (H. B. Mann, D. R. Whitney, Ann. Math. Statist. 18, 1947). */
double report_mann_whitney(const double *samples, size_t count, const double *others, size_t other_count);

/* Are paired samples different? Returns the probability, if either sample of a pair is as likely to be the larger, of rank sums
 * as far apart as these or farther, to either side. `differences` has one for each pair, so the noise that a pair shares cancels;
 * zeros are left out. Exact, also with ties; time and memory grow with the third power of the count, so it is for tens of pairs
 * (F. Wilcoxon, Biometrics Bulletin 1, 1945). */
double report_wilcoxon(const double *differences, size_t count);

/* Of many tests at once, some come out by chance. Sets adjusted[i] to the smallest bound on the false discovery rate at which
 * test i is called. The rate is the share of false tests among the called ones. `p` and `adjusted` have `count` elements and
 * may be the same (Y. Benjamini, Y. Hochberg, J. R. Statist. Soc. B 57, 1995). */
void report_false_discovery_adjust(const double *p, size_t count, double *adjusted);

#endif
