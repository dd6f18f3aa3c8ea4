/* SPDX-License-Identifier: MIT */
/* A result as the JSON that Google Benchmark's --benchmark_out writes, for its tool compare.py and for dashboards that read it.
 * Times only; counts go along as user counters. */
#ifndef REPORT_JSON_GOOGLE_BENCHMARK_H
#define REPORT_JSON_GOOGLE_BENCHMARK_H
#include "report/result/result.h"

/* Adds one JSON object: "context", and "benchmarks" with an entry for each sample of time, in the order of the rounds, then the
 * aggregates mean, median, stddev and cv of the cell where it has two samples. A benchmark is called "strategy/workload".
 * corolab measures no CPU time, so cpu_time repeats real_time, and the context says so. A cell that could not run is an entry
 * with "error_occurred" and its reason. Numbers that are not finite are left out. */
void report_google_benchmark_add(struct report_text *, const struct report_result *);

#endif
