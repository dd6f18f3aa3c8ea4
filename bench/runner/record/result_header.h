/* SPDX-License-Identifier: MIT */
/* The first line of a result file: all that is known before anything is measured. A resumed or repeated run takes its plan from
 * here, and the report its tables. */
#ifndef BENCH_RUNNER_RECORD_RESULT_HEADER_H
#define BENCH_RUNNER_RECORD_RESULT_HEADER_H
#include <jansson.h>
#include <stddef.h>
#include "bench/runner/plan/options.h"
#include "bench/runner/plan/plan.h"
#include "bench/runner/plan/programs.h"

/* The text that a workload reads; bytes is 0 where none does. */
struct text_facts {
    json_int_t bytes;
    json_int_t repeats;         /* copies that make it long enough to time */
};

#define RUNNER_TIME_BYTES 32

/* "2026-11-22T00:42:11Z", the time of day in UTC. */
void runner_header_print_time(char text[RUNNER_TIME_BYTES]);
/* The header, a new reference. The environment stays the caller's. */
json_t *runner_header_new(const struct run_options *, const struct plan *, const struct programs *, const struct text_facts *,
                          json_t *environment);

#endif
