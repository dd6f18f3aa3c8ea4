/* SPDX-License-Identifier: MIT */
/* The machine and the run in one line each, as every output begins or ends, and how much the run's samples can say. */
#ifndef REPORT_ANALYSIS_RUN_DESCRIPTION_H
#define REPORT_ANALYSIS_RUN_DESCRIPTION_H
#include "report/analysis/sentence.h"

/* "AMD EPYC, 2 cores, Linux 6.18, gcc 12.2, -O2" */
report_sentence report_environment_machine;
/* "quick run of 2026-11-22T00:42:11Z, 5 rounds, seed 42, commit 1234abc" */
report_sentence report_environment_run;

/* True for a run that screens and gives no verdict on small differences: a quick or unnamed run, a run of under ten rounds, or a
 * run interrupted before any cell had ten samples. */
bool report_run_is_screening(const struct report_result *);

/* The most samples of time that any cell has: the n of the intervals. */
size_t report_run_samples(const struct report_result *);

#endif
