/* SPDX-License-Identifier: MIT */
/* The summary of a trace for a terminal: one screen, never wider than 80 columns. */
#ifndef REPORT_TERMINAL_TERMINAL_TRACE_H
#define REPORT_TERMINAL_TERMINAL_TRACE_H
#include "report/text/text.h"
#include "report/trace/trace_summary.h"

/* Adds how it was recorded, the sizes of its frames as bars, a table of the quantiles, and the nearest workloads. */
void report_terminal_add_trace(struct report_text *, const struct trace_summary *);
/* Adds its calls, tasks, sizes and waits as one paragraph. */
void report_terminal_add_trace_head(struct report_text *, const struct trace_summary *);

#endif
