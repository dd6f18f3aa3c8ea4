/* SPDX-License-Identifier: MIT */
/* Tests of whether samples differ, and their correction when there are many tests. compare decides by these. All go by ranks, so
 * they suppose nothing about how the samples are distributed; statistics.h has the medians. */
#ifndef REPORT_STATISTICS_SIGNIFICANCE_H
#define REPORT_STATISTICS_SIGNIFICANCE_H
#include <stddef.h>

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

/* Of many tests at once, some come out by chance. Sets adjusted[i] to the smallest bound on the false discovery rate, the share
 * of false ones among the tests that are called, at which test i is called. `p` and `adjusted` have `count` elements and may be
 * the same (Y. Benjamini, Y. Hochberg, J. R. Statist. Soc. B 57, 1995). */
void report_false_discovery_adjust(const double *p, size_t count, double *adjusted);

#endif
