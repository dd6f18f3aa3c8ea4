/* SPDX-License-Identifier: MIT */
/* Are paired samples different? The signed-rank test asks by the ranks of the pairs' differences, so that whatever both samples of a
 * pair have in common - a machine that is slower for some seconds - falls out (F. Wilcoxon, Biometrics Bulletin 1, 1945). */
#ifndef REPORT_STATISTICS_WILCOXON_H
#define REPORT_STATISTICS_WILCOXON_H
#include <stddef.h>
#include "report/file/error.h"

/* *p: the probability, if either sample of a pair was as likely to be the larger one, of rank sums as far apart as these or farther,
 * to either side. `differences` has one for each pair; those that are 0 say nothing and are left out. Exact, also with ties; made for
 * tens of pairs (time and memory grow with the third power of their number). REPORT_NO_MEMORY, without a sentence. */
REPORT_MUST_USE enum report_status report_wilcoxon(const double *differences, size_t count, double *p);

#endif
