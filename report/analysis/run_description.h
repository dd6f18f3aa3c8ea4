/* SPDX-License-Identifier: MIT */
/* The machine and the run in words. */
#ifndef REPORT_ANALYSIS_RUN_DESCRIPTION_H
#define REPORT_ANALYSIS_RUN_DESCRIPTION_H
#include "report/result/result.h"
#include "report/text/text.h"

/* One line each, not escaped: the machine ("AMD EPYC, 2 cores, Linux 6.18, gcc 12.2, -O2") and the run ("quick run of
 * 2026-11-22T00:42:11Z, 5 rounds, seed 42, commit 1234abc"). */
void report_environment_machine(const struct report_result *, struct report_text *);
void report_environment_run(const struct report_result *, struct report_text *);

/* True for a run that screens and gives no verdict on small differences: a quick or an unnamed one, one of under
 * ten rounds, or one that was interrupted before any cell had ten samples. */
bool report_run_is_screening(const struct report_result *);

/* The most samples of time that any cell has: the n of the intervals. */
size_t report_run_samples(const struct report_result *);

#endif
