/* SPDX-License-Identifier: MIT */
/* The sweep of the quick suite: a few rows run some workloads with further parameters, so that a quick run can show where a cost
 * crosses another. The plan stays a table of all its rows and all its workloads, and leaves the other cells of it out. */
#ifndef BENCH_RUNNER_PLAN_QUICK_SWEEP_H
#define BENCH_RUNNER_PLAN_QUICK_SWEEP_H
#include <jansson.h>
#include "bench/runner/plan/plan.h"

/* Leaves the cells of workloads that are in the sweep alone out, for rows that are not in the sweep. A row of the sweep runs the
 * whole quick suite, too. */
void runner_sweep_leave_out(struct plan *);
/* Which strategies alone run which workloads, for the header of a result file; NULL when nothing is left out. A new reference. */
json_t *runner_sweep_describe(const struct plan *);
/* Leaves out what a header's description says; NULL is nothing. */
void runner_sweep_restore(struct plan *, const json_t *described);

#endif
