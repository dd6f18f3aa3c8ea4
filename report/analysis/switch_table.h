/* SPDX-License-Identifier: MIT */
/* The workloads that do nothing but switch stacks. They have a table of their own, in multiples of raw fcontext: most strategies
 * cannot run them, the baseline among these. */
#ifndef REPORT_ANALYSIS_SWITCH_TABLE_H
#define REPORT_ANALYSIS_SWITCH_TABLE_H
#include "report/analysis/columns.h"

bool report_is_switch_workload(const char *name);

/* False for a cell that says nothing of its row: not run, or unsupported where most rows are - few have a stack to switch, and
 * peers run few workloads. */
bool report_cell_is_told(const struct report_result *, size_t strategy, size_t workload);

/* Those of them that have any time, and all other workloads that have the metric; in table order. */
void report_switch_columns(const struct report_result *, struct report_columns *);
void report_item_columns(const struct report_result *, const char *metric, struct report_columns *);

/* True when the strategy has a time in one of the columns. */
bool report_switch_has(const struct report_result *, size_t strategy, const struct report_columns *);

/* What the table's multiples are of; they are NAN where it, or the strategy, has no time. */
extern const char report_switch_yardstick[];
double report_switch_multiple(const struct report_result *, size_t strategy, size_t workload);

#endif
