/* SPDX-License-Identifier: MIT */
/* Answers what a result cites beside its strategies: systems that people use, answers that cannot be strategies, and earlier
 * benchmarks. Every output shows them under "Who does it like this", or leaves that out. */
#ifndef REPORT_ANALYSIS_SYSTEMS_H
#define REPORT_ANALYSIS_SYSTEMS_H
#include "report/analysis/sentence.h"

/* False for files from before, and for files of strategies without users: then there is nothing to show. */
bool report_systems_are_cited(const struct report_result *);

/* Says how many of the file's strategies have how many systems beside them. */
report_sentence report_systems_say;

#endif
