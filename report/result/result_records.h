/* SPDX-License-Identifier: MIT */
/* The second half of the loader: cells, samples, probes and claims, each naming a strategy and perhaps a workload. To be
 * called in this order, after the strategies and workloads were read. Faults stay in the reader. */
#ifndef REPORT_RESULT_RESULT_RECORDS_H
#define REPORT_RESULT_RESULT_RECORDS_H
#include "report/result/json_reader.h"
#include "report/result/result.h"

void report_result_read_cells(struct report_json_reader *, json_t *root, struct report_result *);
void report_result_read_samples(struct report_json_reader *, json_t *root, struct report_result *);
void report_result_read_probes(struct report_json_reader *, json_t *root, struct report_result *);
void report_result_read_claims(struct report_json_reader *, json_t *root, struct report_result *);

#endif
