/* SPDX-License-Identifier: MIT */
/* Prints scorecards for a person at a terminal of 80 columns. */
#ifndef BENCH_CHECK_PRINT_H
#define BENCH_CHECK_PRINT_H
#include "bench/check/scorecard.h"

enum sheets_are { SHEETS_OF_SOME, SHEETS_OF_ALL };

/* Prints one strategy's probes and claims to standard output. */
void text_print_sheet(const struct sheet *);
/* Prints the eight rows of the blog's table with their downsides and verdicts; with SHEETS_OF_SOME only the rows that these
 * strategies stand for. */
void text_print_blog(const struct sheet *, size_t count, enum sheets_are);

#endif
