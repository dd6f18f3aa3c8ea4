/* SPDX-License-Identifier: MIT */
/* A comparison as a person reads it: the environments' differences first, then what was screened and measured again, then the
 * cells that differ, then the verdict in one line. */
#ifndef REPORT_TERMINAL_TERMINAL_COMPARISON_H
#define REPORT_TERMINAL_TERMINAL_COMPARISON_H
#include "report/analysis/comparison.h"
#include "report/text/text.h"

/* For a terminal, 80 columns at most. */
void report_comparison_add_terminal(struct report_text *, const struct report_comparison *);
/* For GitHub. */
void report_comparison_add_markdown(struct report_text *, const struct report_comparison *);

/* The sentences that both have, not escaped. The first says what was compared, the second how many cells are what. */
void report_comparison_say_screening(const struct report_comparison *, struct report_text *);
void report_comparison_say_verdict(const struct report_comparison *, struct report_text *);
/* The cells that the tables have: those measured again, and suspects that nobody has looked at. */
bool report_difference_is_shown(const struct report_difference *);
size_t report_comparison_shown(const struct report_comparison *);
/* "+5.2 %". */
struct report_number report_comparison_change(double ratio);

#endif
