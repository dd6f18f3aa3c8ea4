/* SPDX-License-Identifier: MIT */
/* Describes strategies and workloads as JSON, for `corolab list --json` and the header of a result file. The keys are those of
 * report/result/schema.h. */
#ifndef BENCH_RUNNER_PLAN_TABLE_JSON_H
#define BENCH_RUNNER_PLAN_TABLE_JSON_H
#include <jansson.h>
#include "bench/table/table.h"

/* New references. */
json_t *runner_cards_strategy(const struct row_card *);
json_t *runner_cards_workload(const struct workload_card *);

#endif
