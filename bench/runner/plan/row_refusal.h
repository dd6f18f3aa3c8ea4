/* SPDX-License-Identifier: MIT */
/* Asks a row why it cannot run here. */
#ifndef BENCH_RUNNER_PLAN_ROW_REFUSAL_H
#define BENCH_RUNNER_PLAN_ROW_REFUSAL_H

struct row;

/* Returns what row_refusal returns. The row of a library answers in a child process; the sentence then also says that it crashes,
 * or does not answer within some seconds. NULL when the row can run here. Valid until the next call. */
const char *runner_refusal(const struct row *);

#endif
