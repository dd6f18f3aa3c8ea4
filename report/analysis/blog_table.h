/* SPDX-License-Identifier: MIT */
/* Gives the claims of a result. The first are the eight rows of the table in part 8 of Niko Matsakis's series "Dyn async
 * traits", with their strategies. The others come from elsewhere, such as other parts and discussions of the series. Page,
 * terminal, Markdown and `corolab check` show them. */
#ifndef REPORT_ANALYSIS_BLOG_TABLE_H
#define REPORT_ANALYSIS_BLOG_TABLE_H
#include "report/analysis/sentence.h"
#include "report/analysis/verdict_count.h"
#include "report/result/result.h"

enum { REPORT_BLOG_ROWS = 8 };

/* The strategy's name in row 1 to 8, word for word. */
extern const char *const report_blog_rows[];

/* Adds the words that stand right before a claim's quote in the blog's table, which tell equal quotes apart: those of the same
 * cell, or else the strategy's name. Adds nothing for claims from elsewhere. */
void report_claim_say_before(const struct report_claim *, struct report_text *);

/* Returns the first strategy, of index `from` or later, with claims out of this row, or REPORT_NOT_FOUND. The first of all (from
 * 0) represents the row. */
size_t report_blog_strategy(const struct report_result *, unsigned row, size_t from);

/* True when any strategy stands for a row: a run of a few need not have one. */
bool report_blog_has_any(const struct report_result *);

/* Returns the strategy's next claim out of that row behind `previous`, or its first when that is NULL. NULL ends the claims. Row
 * 0 is the claims from elsewhere. */
const struct report_claim *report_blog_claim(const struct report_result *, unsigned row, size_t strategy,
                                             const struct report_claim *previous);

/* How the claim is counted: its verdict once, however many claims rest on the same decision. */
enum report_counting report_claim_counting(const struct report_result *, const struct report_claim *);

/* Counts all claims in a sentence, by verdict. */
report_sentence report_claims_say;
/* Count these claims, and those from elsewhere, in a sentence each (verdict_count.h). */
report_sentence report_table_say_verdicts, report_prose_say_verdicts;

/* Adds the outcome of one half, 0 or 1, as verdict.h says it: "on one thread, refuted". */
void report_claim_say_outcome(const struct report_claim *, size_t half, struct report_text *);
/* Adds that and the evidence: "on one thread, refuted: one frame for two futures". */
void report_claim_say_half(const struct report_claim *, size_t half, struct report_text *);

/* Why the claim was refuted or depends, or "". */
const char *report_claim_reason(const struct report_claim *);

/* Says, where the file has claims of before halves, how many verdicts are shown as it had them, with its date and
 * commit. Says, where it has none, which pass makes them. Else adds nothing. */
report_sentence report_ledger_say;

/* Adds a sentence that says how many sentences no program can decide, and where they stand with their reasons; nothing when the
 * file has none. */
void report_undecidable_say(const struct report_result *, struct report_text *);

/* The allocations of the strategy per item on `ready`; NAN when not counted. */
double report_blog_allocations(const struct report_result *, size_t strategy);

#endif
