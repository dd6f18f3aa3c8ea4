/* SPDX-License-Identifier: MIT */
/* Strategies and workloads as JSON, as report/result/schema.h wants them: shared by `corolab list --json` and the result file. */
#ifndef BENCH_RUNNER_PLAN_TABLE_JSON_H
#define BENCH_RUNNER_PLAN_TABLE_JSON_H
#include <jansson.h>
#include "bench/table/table.h"

/* New references. */
json_t *runner_cards_strategy(const struct row_card *);
json_t *runner_cards_workload(const struct workload_card *);

#endif
