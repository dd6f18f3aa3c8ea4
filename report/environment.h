/* SPDX-License-Identifier: MIT */
/* The machine and the run in words. */
#ifndef CORO_REPORT_ENVIRONMENT_H
#define CORO_REPORT_ENVIRONMENT_H
#include "report/result.h"
#include "report/text.h"

/* One line each, not escaped: the machine ("AMD EPYC, 2 cores, Linux 6.18, gcc 12.2, -O2") and the run ("quick run of
 * 2026-11-22T00:42:11Z, 5 rounds, seed 42, commit 1234abc"). */
void coro_environment_machine(const struct coro_result *, struct coro_text *);
void coro_environment_run(const struct coro_result *, struct coro_text *);

/* True for a run that screens and gives no verdict on small differences: a quick or an unnamed one, one of under
 * ten rounds, or one that was interrupted before any cell had ten samples. */
bool coro_run_is_screening(const struct coro_result *);

/* The most samples of time that any cell has: the n of the intervals. */
size_t coro_run_samples(const struct coro_result *);

#endif
