/* SPDX-License-Identifier: MIT */
/* Decides the claims that only samples can decide, those whose probe is "time". */
#ifndef CORO_REPORT_DECISION_H
#define CORO_REPORT_DECISION_H
#include "report/result.h"

/* Gives every "time" claim of the result a verdict and a sentence of evidence with the numbers it rests on. Compared are the
 * medians on the workload `ready` of the dyn strategies (no peers, no static protocol), and one is above another only when
 * their intervals do not overlap and both have at least 5 samples.
 *   "... most efficient ..."     proved when every other one is above it, refuted when it is above any
 *   another downside (slowness)  proved when it is above more than half of the others, refuted when more than half are above it
 *   no downside (speed)          the other way round
 * Whatever is neither is not tested, with the reason. */
void coro_claims_decide(struct coro_result *);

/* The words for a verdict: "proved", "refuted", "out of reach", "not tested yet". */
const char *coro_verdict_words(enum coro_verdict);

#endif
