/* SPDX-License-Identifier: MIT */
/* Of many tests at once, some come out by chance. The procedure of Benjamini and Hochberg keeps the share of false ones among those
 * that are called, the false discovery rate, below a bound (J. R. Statist. Soc. B 57, 1995). */
#ifndef REPORT_STATISTICS_FALSE_DISCOVERY_H
#define REPORT_STATISTICS_FALSE_DISCOVERY_H
#include <stddef.h>
#include "report/file/error.h"

/* adjusted[i]: the smallest bound on the rate at which test i is called; so call those with adjusted[i] below the rate that is
 * wanted. `p` and `adjusted` have `count` elements and may be the same. REPORT_NO_MEMORY, without a sentence. */
REPORT_MUST_USE enum report_status report_false_discovery_adjust(const double *p, size_t count, double *adjusted);

#endif
