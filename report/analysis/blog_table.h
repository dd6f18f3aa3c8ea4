/* SPDX-License-Identifier: MIT */
/* The table of part 8 of Niko Matsakis's series "Dyn async traits": which of this result's strategies stand for its eight
 * rows. */
#ifndef REPORT_ANALYSIS_BLOG_TABLE_H
#define REPORT_ANALYSIS_BLOG_TABLE_H
#include "report/result/result.h"

enum { REPORT_BLOG_ROWS = 8 };

/* The strategy's name in row 1 to 8, word for word. */
const char *report_blog_row_name(unsigned row);

/* The first strategy, of index `from` or later, that has claims out of this row; REPORT_NOT_FOUND when there is none. The
 * first one of all (from 0) represents the row. */
size_t report_blog_strategy(const struct report_result *, unsigned row, size_t from);

/* True when any strategy stands for a row: a run of a few need not have one. */
bool report_blog_has_any(const struct report_result *);

/* The strategy's next claim out of that row behind `previous`, or its first when that is NULL; NULL when there is none. Row 0 is the
 * claims from elsewhere. */
const struct report_claim *report_blog_claim(const struct report_result *, unsigned row, size_t strategy,
                                             const struct report_claim *previous);
/* Why the verdict is not what was claimed: one sentence, or NULL for a claim that was proved. */
const char *report_claim_reason(const struct report_claim *);
/* How many claims from elsewhere than the table have that verdict. */
size_t report_prose_count(const struct report_result *, enum report_verdict);

/* How many of the claims about the eight representing strategies have that verdict. */
size_t report_blog_count(const struct report_result *, enum report_verdict);

/* What the strategy allocates per item on `ready`; NAN when that was not counted. */
double report_blog_allocations(const struct report_result *, size_t strategy);

#endif
