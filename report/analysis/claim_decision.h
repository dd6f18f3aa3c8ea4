/* SPDX-License-Identifier: MIT */
/* Decides the halves of claims that only a run's samples can decide; `corolab check` has decided the others. */
#ifndef REPORT_ANALYSIS_CLAIM_DECISION_H
#define REPORT_ANALYSIS_CLAIM_DECISION_H
#include "report/analysis/sentence.h"
#include "report/result/result.h"

/* Gives each claim the verdict of its halves, and each such half a sentence of evidence with its numbers. report.c calls it after
 * loading a result and before any output; deciding twice changes nothing. The half's row is asked, on its workload:
 *   time_against         is its time more than `ratio` times that of the row `against`? Yes when the lower end of its interval is
 *                        above ratio times the upper end of the other's. No when it is the other way round. Both must have 5
 *                        samples. A run that screens (sentence.h) decides no time.
 *   counted_allocations  does an item take memory from the heap? Yes above one allocation in 100 items.
 * Otherwise the half has no outcome: its evidence says why, and report_unmeasured_command measures it. No
 * answer depends on rows that the half does not name. A claim of an older file (is_older) keeps its verdict. */
void report_claims_decide(struct report_result *);

/* "2 claims are not measured in this file, 1 claim has too few samples in it. To measure them:", and the command that does,
 * "./lab run --thorough -s '^(box|inline_slot)$' -w '^(ready)$' -o claims.json". Nothing when there are none. The command is for
 * copying: an output neither breaks nor escapes it, and it has no character that would need that. */
report_sentence report_unmeasured_say, report_unmeasured_command;

/* Finds the claims of the blog's table and those that repeat another's decision: gives each its is_of_table and `first`.
 * report_claims_decide calls it. */
void report_claims_compare(struct report_result *);

#endif
