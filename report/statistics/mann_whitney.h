/* SPDX-License-Identifier: MIT */
/* Do two sets of samples come from the same distribution? The test of Mann and Whitney asks by ranks alone, so it supposes nothing
 * about how the samples are distributed (H. B. Mann, D. R. Whitney, Ann. Math. Statist. 18, 1947). */
#ifndef REPORT_STATISTICS_MANN_WHITNEY_H
#define REPORT_STATISTICS_MANN_WHITNEY_H
#include <stddef.h>
#include "report/file/error.h"

/* Samples of both sets together up to which p is exact; beyond, it is the normal approximation, with ties and the correction for
 * continuity. */
enum { REPORT_MANN_WHITNEY_EXACT = 96 };

/* *p: the probability, if both are of one distribution, of rank sums as far apart as these or farther, to either side. Exact also
 * with ties: every way of dealing the ranks that were seen is counted. Both counts are at least 1; the order does not matter.
 * REPORT_NO_MEMORY, without a sentence. */
REPORT_MUST_USE enum report_status report_mann_whitney(const double *samples, size_t count, const double *others,
                                                               size_t other_count, double *p);

#endif
