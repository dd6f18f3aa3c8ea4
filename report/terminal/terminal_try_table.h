/* SPDX-License-Identifier: MIT */
/* The table in the screen of a first look, with one column for each row; and the colours of that screen. */
#ifndef REPORT_TERMINAL_TRY_TABLE_H
#define REPORT_TERMINAL_TRY_TABLE_H
#include "report/terminal/terminal_try.h"

#define TRY_BOLD "\033[1m"
#define TRY_DIM "\033[2m"
#define TRY_RED "\033[31m"
#define TRY_GREEN "\033[32m"
#define TRY_YELLOW "\033[33m"

/* Adds the words, in a colour where the look has any; "" is no colour. */
void report_try_add_coloured(struct report_text *, enum report_terminal_look, const char *colour, const char *words);

/* Adds the numbers of the row, of the baseline, of the best of its neighbours and of the nearest row, each row once. A line that
 * the file has no number for is left out. */
void report_try_add_table(struct report_text *, const struct report_result *, const struct report_try *,
                          enum report_terminal_look);

#endif
