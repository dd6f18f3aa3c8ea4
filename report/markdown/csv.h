/* SPDX-License-Identifier: MIT */
/* The result in the long form that scripts read: one row per cell and metric. */
#ifndef REPORT_MARKDOWN_CSV_H
#define REPORT_MARKDOWN_CSV_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds, quoted as in RFC 4180 but with lines that end in LF alone, the header
 * `strategy,workload,metric,unit,value,lo,hi,n,status`; a row for each metric of each cell: the median, the ends of its interval
 * (empty for a single sample), the number of samples; a row of metric time_ns and n 0, without a value, for each cell that did
 * not run; and a row without a workload for adapter_bytes, call_site_bytes, task_bytes and code_bytes of each strategy. */
void report_csv_add(struct report_text *, const struct report_result *);

#endif
