/* SPDX-License-Identifier: MIT */
/* Decides the claims about time, which `corolab check` cannot: only samples can. report.c decides them once, after loading a
 * result and before any output. */
#ifndef REPORT_ANALYSIS_TIME_CLAIMS_H
#define REPORT_ANALYSIS_TIME_CLAIMS_H
#include "report/result/result.h"

/* Gives every claim about time a verdict, and a sentence of evidence with its numbers. Compares the medians of the dyn strategies
 * (no peers, no static protocol) on the claim's workload, `ready` where it names none. A time is above another only when their
 * intervals do not overlap and both have at least 5 samples.
 *   time            is it slower than most? yes when it is above more than half of the others, no when half of them are above it
 *   time_fastest    is it faster than all others? yes when all are above it, no when it is above any
 *   time_against    is it slower than the row that the claim names? yes when it is above that, no when that is above it
 * The claim is proved when the answer is what it says, else refuted. Where the samples do not answer, it is out of reach of this
 * file, with the reason. A run that screens (run_description.h) leaves it not tested, with the numbers. Deciding twice changes
 * nothing. */
void report_claims_decide(struct report_result *);

/* The words for a verdict: "proved", "refuted", "out of reach", "not tested yet". */
extern const char *const report_verdict_words[];

#endif
