/* SPDX-License-Identifier: MIT */
/* Describes the table as JSON, with the keys of report/result/schema.h, for result files and `corolab list`. Each function
 * returns a new reference. */
#ifndef BENCH_RUNNER_PLAN_CARDS_H
#define BENCH_RUNNER_PLAN_CARDS_H
#include <jansson.h>
#include "bench/table/table.h"

json_t *runner_cards_strategy(const struct row_card *);
json_t *runner_cards_workload(const struct workload_card *);
/* The lists of bench/table/citations.h: what is cited beside the rows. */
json_t *runner_cards_absent_rows(void);
json_t *runner_cards_earlier_benchmarks(void);

#endif
