/* SPDX-License-Identifier: MIT */
/* Arranges workloads in the columns of tables: which table shows which workload, and which columns fit side by side. A family
 * (`frame/16`, `frame/128`, ...) stays in one table where it fits. Workloads that only switch stacks have a table of their own,
 * in multiples of raw fcontext: most strategies cannot run them, the baseline among these. */
#ifndef REPORT_ANALYSIS_COLUMNS_H
#define REPORT_ANALYSIS_COLUMNS_H
#include <stddef.h>
#include "report/result/result.h"

/* The workloads that are columns of a table, in table order. */
struct report_columns {
    size_t count;
    size_t workloads[REPORT_LONGEST_TABLE];       /* indices */
    const char *names[REPORT_LONGEST_TABLE];
};

/* All workloads, those that do more than switch stacks, or those that do only this. */
enum report_columns_kind { REPORT_COLUMNS_ALL, REPORT_COLUMNS_ITEMS, REPORT_COLUMNS_SWITCHES };

/* Chooses the workloads of that kind on which any strategy has the metric. */
void report_columns_choose(const struct report_result *, enum report_columns_kind, const char *metric, struct report_columns *);

/* True when the strategy has a time in one of the columns. */
bool report_switch_has(const struct report_result *, size_t strategy, const struct report_columns *);
/* The strategy whose times are 1 in the table of switches; a multiple is NAN where it, or the strategy, has no time. */
extern const char report_switch_yardstick[];
double report_switch_multiple(const struct report_result *, size_t strategy, size_t workload);

/* False for a cell that says nothing of its row: it did not run, or most rows do not support it either. For example, few rows
 * have a stack to switch, and peers run few workloads. Programs that a compiler saw whole have their own table (elision.h). */
bool report_cell_is_told(const struct report_result *, size_t strategy, size_t workload);
/* False when that holds for the cells of all these workloads. */
bool report_row_is_told(const struct report_result *, size_t strategy, const size_t *workloads, size_t count);
/* True when a cell that is told has samples of the metric on that workload. Other workloads are no columns. */
bool report_workload_is_told(const struct report_result *, size_t workload, const char *metric);

/* The part of a workload's name before its first slash, in bytes: names with the same part are a family. */
size_t report_family_length(const char *name);
/* The rest of the name, slash included; "" when the name has no slash. */
const char *report_family_member(const char *name);
/* The heading of column `index` in a table of columns [first, count): its name, or, below its family's name, only the member. */
const char *report_column_heading(const char *const *names, size_t index, size_t first, size_t count);
/* The length of the run of one family that begins at names[first], within `count` names. */
size_t report_family_size(const char *const *names, size_t first, size_t count);

/* The number of columns, from `first` on, that the next table takes, when widths[i] is column i's and `room` the width of the
 * table. These are as many whole families as fit. Of a family that no table could hold, they are as many members as fit. At least
 * one. */
size_t report_columns_take(const char *const *names, const size_t *widths, size_t first, size_t count, size_t room);

#endif
