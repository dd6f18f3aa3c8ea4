/* SPDX-License-Identifier: MIT */
/* The table of part 8 of Niko Matsakis's series "Dyn async traits": which of this result's strategies stand for its eight
 * rows. */
#ifndef CORO_REPORT_BLOG_TABLE_H
#define CORO_REPORT_BLOG_TABLE_H
#include "report/result.h"

enum { CORO_BLOG_ROWS = 8 };

/* The strategy's name in row 1 to 8, word for word. */
const char *coro_blog_row_name(unsigned row);

/* The first strategy, of index `from` or later, that has claims out of this row; CORO_NOT_FOUND when there is none. The
 * first one of all (from 0) represents the row. */
size_t coro_blog_strategy(const struct coro_result *, unsigned row, size_t from);

/* True when any strategy stands for a row: a run of a few need not have one. */
bool coro_blog_has_any(const struct coro_result *);

/* The first claim, of index `from` or later, of that strategy out of that row; NULL when there is none. Row 0 is the claims
 * from elsewhere. */
const struct coro_claim *coro_blog_claim(const struct coro_result *, unsigned row, size_t strategy, size_t from);
/* Why the verdict is not what was claimed: one sentence, or NULL for a claim that was proved. */
const char *coro_claim_reason(const struct coro_claim *);
/* The index to go on from after that claim. */
size_t coro_blog_after(const struct coro_result *, const struct coro_claim *);

/* How many claims from elsewhere than the table have that verdict. */
size_t coro_prose_count(const struct coro_result *, enum coro_verdict);

/* How many of the claims about the eight representing strategies have that verdict. */
size_t coro_blog_count(const struct coro_result *, enum coro_verdict);

/* What the strategy allocates per item on `ready`; NAN when that was not counted. */
double coro_blog_allocations(const struct coro_result *, size_t strategy);

#endif
