/* SPDX-License-Identifier: MIT */
/* A comparison as a person reads it: the environments' differences first, then what was screened and measured again, then the
 * cells that differ, then the verdict in one line. */
#ifndef CORO_REPORT_COMPARISON_WORDS_H
#define CORO_REPORT_COMPARISON_WORDS_H
#include "report/comparison.h"
#include "report/text.h"

/* For a terminal, 80 columns at most. */
void coro_comparison_add_terminal(struct coro_text *, const struct coro_comparison *);
/* For GitHub. */
void coro_comparison_add_markdown(struct coro_text *, const struct coro_comparison *);

/* The sentences that both have, not escaped. The first says what was compared, the second how many cells are what. */
void coro_comparison_say_screening(const struct coro_comparison *, struct coro_text *);
void coro_comparison_say_verdict(const struct coro_comparison *, struct coro_text *);
/* The cells that the tables have: those measured again, and suspects that nobody has looked at. */
bool coro_difference_is_shown(const struct coro_difference *);
size_t coro_comparison_shown(const struct coro_comparison *);
/* "+5.2 %". */
struct coro_number coro_comparison_change(double ratio);

#endif
