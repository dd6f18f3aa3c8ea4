/* SPDX-License-Identifier: MIT */
/* The summary of a trace as JSON, for scripts. */
#ifndef REPORT_JSON_TRACE_JSON_H
#define REPORT_JSON_TRACE_JSON_H
#include "report/text/text.h"
#include "report/trace/trace_summary.h"

/* Adds one JSON object: "trace", "sha256", "format", "recorded", "calls", "tasks", "waited_share"; for each of "callee_bytes",
 * "polls_until_ready", "depth" and "in_flight" the least, the quantiles, the greatest and the mean, or null where the trace does
 * not say; "sizes", a pair of bytes and calls for each size of a frame; and "nearest_workload". */
void report_trace_add_json(struct report_text *, const struct trace_summary *);

#endif
