/* SPDX-License-Identifier: MIT */
/* Strategies and workloads as JSON, as report/schema.h wants them: shared by `corolab list --json` and the result file. */
#ifndef CORO_BENCH_RUNNER_CARDS_H
#define CORO_BENCH_RUNNER_CARDS_H
#include <jansson.h>
#include "bench/table.h"

/* New references, or NULL when there is no memory. */
json_t *runner_cards_strategy(const struct row_card *);
json_t *runner_cards_workload(const struct workload_card *);

#endif
