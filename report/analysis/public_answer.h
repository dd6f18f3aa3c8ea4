/* SPDX-License-Identifier: MIT */
/* The sentences that answers to public questions are made of. Each begins behind a space unless the text is empty. */
#ifndef REPORT_ANALYSIS_PUBLIC_ANSWER_H
#define REPORT_ANALYSIS_PUBLIC_ANSWER_H
#include "report/analysis/ranking.h"
#include "report/text/text.h"

/* The times of a row on a workload, by name; NULL when the file has none. */
const struct report_series *report_time_of(const struct report_result *, const char *row, const char *workload);

/* "faster than", "slower than" or "not told apart from", by the samples. */
const char *report_comparison(const struct report_series *series, const struct report_series *other);

/* Adds "On ready, inline_slot is faster than box: 3.49 ns against 9.77 ns (0.36x)."; nothing, and false, when one has too
 * few samples. */
bool report_say_rows(const struct report_result *, const char *workload, const char *row, const char *other,
                     struct report_text *);

/* The same of the fastest rows of two kinds, each a group that the samples do not tell apart. */
bool report_say_kinds(const struct report_result *, const char *workload, report_strategy_test *, report_strategy_test *other,
                      struct report_text *);

/* Adds a space unless the text is empty. */
void report_say_next(struct report_text *);

#endif
