/* SPDX-License-Identifier: MIT */
/* How the workloads become the columns of tables of bounded width: in table order, a family (`frame/16`, `frame/128`, ...)
 * kept in one table where it fits. */
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

/* Those on which any strategy has the metric. */
void report_columns_with(const struct report_result *, const char *metric, struct report_columns *);

/* The part of a workload's name before its first slash, in bytes: names with the same part are a family. */
size_t report_family_length(const char *name);
/* What follows, slash included; "" when the name has no slash. */
const char *report_family_member(const char *name);

/* How many of names[first..count) make up the run of one family that begins at `first`. */
size_t report_family_size(const char *const *names, size_t first, size_t count);

/* How many columns, from `first` on, the next table takes when widths[i] is column i's and `room` is what there is: as many
 * whole families as fit; of a family that no table could hold, as many members as fit; at least one. */
size_t report_columns_take(const char *const *names, const size_t *widths, size_t first, size_t count, size_t room);

#endif
