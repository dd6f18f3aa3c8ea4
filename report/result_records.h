/* SPDX-License-Identifier: MIT */
/* The second half of the loader: cells, samples, probes and claims, each naming a strategy and perhaps a workload. To be
 * called in this order, after the strategies and workloads were read. Faults stay in the reader. */
#ifndef CORO_REPORT_RESULT_RECORDS_H
#define CORO_REPORT_RESULT_RECORDS_H
#include "report/json_reader.h"
#include "report/result.h"

void coro_result_read_cells(struct coro_json_reader *, json_t *root, struct coro_result *);
void coro_result_read_samples(struct coro_json_reader *, json_t *root, struct coro_result *);
void coro_result_read_probes(struct coro_json_reader *, json_t *root, struct coro_result *);
void coro_result_read_claims(struct coro_json_reader *, json_t *root, struct coro_result *);

#endif
