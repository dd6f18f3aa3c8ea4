/* SPDX-License-Identifier: MIT */
/* Gives the claims of a result. The first are the eight rows of the table in part 8 of Niko Matsakis's series "Dyn async
 * traits", with their strategies. The others come from elsewhere, such as other parts and discussions of the series. Page,
 * terminal, Markdown and `corolab check` show them. */
#ifndef REPORT_ANALYSIS_BLOG_TABLE_H
#define REPORT_ANALYSIS_BLOG_TABLE_H
#include "report/result/result.h"

enum { REPORT_BLOG_ROWS = 8 };

/* The strategy's name in row 1 to 8, word for word. */
extern const char *const report_blog_rows[];

/* Returns the first strategy, of index `from` or later, with claims out of this row, or REPORT_NOT_FOUND. The first of all (from
 * 0) represents the row. */
size_t report_blog_strategy(const struct report_result *, unsigned row, size_t from);

/* True when any strategy stands for a row: a run of a few need not have one. */
bool report_blog_has_any(const struct report_result *);

/* Returns the strategy's next claim out of that row behind `previous`, or its first when that is NULL. NULL ends the claims. Row
 * 0 is the claims from elsewhere. */
const struct report_claim *report_blog_claim(const struct report_result *, unsigned row, size_t strategy,
                                             const struct report_claim *previous);

/* Counts the claims from elsewhere with that verdict. */
size_t report_prose_count(const struct report_result *, enum report_verdict);

/* The allocations of the strategy per item on `ready`; NAN when not counted. */
double report_blog_allocations(const struct report_result *, size_t strategy);

/* Decides the claims about time, which `corolab check` cannot: only samples can. report.c calls it after loading a result and
 * before any output. Gives each a verdict, and a sentence of evidence with its numbers. Compares the medians of
 * the dyn strategies (no peers, no static protocol) on the claim's workload, `ready` where it names none. A time is above another
 * only when their intervals do not overlap and both have at least 5 samples.
 *   time            is it slower than most? yes when it is above more than half of the others, no when half of them are above it
 *   time_fastest    is it faster than all others? yes when all are above it, no when it is above any
 *   time_against    is it slower than the row that the claim names? yes when it is above that, no when that is above it
 * The claim is proved when the answer is what it says, else refuted. Where the samples do not answer, it is out of reach of this
 * file, with the reason. A row or workload without times, and a run that screens (sentence.h), leave it not measured. Deciding
 * twice changes nothing. */
void report_claims_decide(struct report_result *);

/* The words for a verdict: "proved", "refuted", "out of reach", "not measured". */
extern const char *const report_verdict_words[];

#endif
