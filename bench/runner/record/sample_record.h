/* SPDX-License-Identifier: MIT */
/* A sample as a record of the result file, and the check of a measuring program's answer before it becomes one. No value
 * leaves here that the readers of the file would refuse. */
#ifndef BENCH_RUNNER_RECORD_SAMPLE_RECORD_H
#define BENCH_RUNNER_RECORD_SAMPLE_RECORD_H
#include <jansson.h>
#include <stdio.h>
#include "bench/runner/plan/plan.h"

/* NULL, or the reason why {"metrics":{...}} is no answer to the pass. */
const char *runner_answer_fault(const json_t *answer, enum pass pass);
/* Prints one line per metric of an answer without a fault. `at` is the run's age in seconds. */
void runner_answer_print(FILE *, const json_t *answer, const struct plan_cell *, unsigned round, double at);

#endif
