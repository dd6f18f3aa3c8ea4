/* SPDX-License-Identifier: MIT */
/* Finds the rows that a first look at one row holds it against: the fastest of those that a program could take in its place. */
#ifndef REPORT_ANALYSIS_NEIGHBOURS_H
#define REPORT_ANALYSIS_NEIGHBOURS_H
#include "report/analysis/group.h"

/* The workload that decides. */
#define REPORT_NEIGHBOURS_WORKLOAD "ready"

/* The fastest on ready, and those that the samples do not tell from it, among the rows that keep the trait and have callers of
 * the row's kind: state machines, or functions on a stack. Without the row itself. No row where none was timed. */
void report_neighbours_fastest(const struct report_result *, size_t row, struct report_group *);

#endif
