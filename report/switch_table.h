/* SPDX-License-Identifier: MIT */
/* The workloads that do nothing but switch stacks. They have a table of their own, in multiples of raw fcontext: most strategies
 * cannot run them, the baseline among these. */
#ifndef CORO_REPORT_SWITCH_TABLE_H
#define CORO_REPORT_SWITCH_TABLE_H
#include "report/columns.h"

bool coro_is_switch_workload(const char *name);

/* False for a cell that says nothing of its row: not run, or unsupported where most rows are - few have a stack to switch, and
 * peers run few workloads. */
bool coro_cell_is_told(const struct coro_result *, size_t strategy, size_t workload);

/* Those of them that have any time, and all other workloads that have the metric; in table order. */
void coro_switch_columns(const struct coro_result *, struct coro_columns *);
void coro_item_columns(const struct coro_result *, const char *metric, struct coro_columns *);

/* True when the strategy has a time in one of the columns. */
bool coro_switch_has(const struct coro_result *, size_t strategy, const struct coro_columns *);

/* What the table's multiples are of; they are NAN where it, or the strategy, has no time. */
extern const char coro_switch_yardstick[];
double coro_switch_multiple(const struct coro_result *, size_t strategy, size_t workload);

#endif
