/* SPDX-License-Identifier: MIT */
/* Turns the answer of a measuring program, {"metrics":{...}}, into the samples of a result file. */
#ifndef BENCH_RUNNER_RUN_ANSWER_H
#define BENCH_RUNNER_RUN_ANSWER_H
#include <jansson.h>
#include <stdio.h>
#include "bench/runner/plan/plan.h"

/* Returns NULL, or the reason why the answer does not fit the pass: the readers of the file would refuse a value. */
const char *runner_answer_fault(const json_t *answer, enum pass pass);
/* Prints one sample per metric of an answer without a fault, each a line. `at` is the run's age in seconds. */
void runner_answer_print(FILE *, const json_t *answer, const struct plan_cell *, unsigned round, double at);

#endif
