/* SPDX-License-Identifier: MIT */
/* Holds a trace against the workloads of the table, to find the workload whose frames, waits and depth are nearest: its times say
 * most about the traced program, as long as the trace itself has not been replayed. */
#ifndef REPORT_ANALYSIS_TRACE_WORKLOADS_H
#define REPORT_ANALYSIS_TRACE_WORKLOADS_H
#include "report/trace/trace_summary.h"

/* A workload as a trace would show it, per dyn call: the mean size of a frame, the share of the calls that wait, and the mean
 * number of dyn calls that await a call. */
struct report_trace_workload {
    const char *name;
    double bytes, waited, depth;
    double calls;               /* dyn calls of an item; a time of the report is per item */
};

/* Up to a workload without a name. Those that replay a trace have the numbers of the default trace. Workloads of which no such
 * number says what they ask are left out: threads, cold caches, cancelled calls. A test holds the sizes to what box allocates. */
extern const struct report_trace_workload report_trace_workloads[];

/* 0 for a workload with the same three numbers. An octave in size counts as much as a quarter of the calls that wait, or as a
 * factor of 2 in 1 + depth. */
double report_trace_distance(const struct trace_summary *, const struct report_trace_workload *);
/* The nearest of the workloads for which `belongs` says yes; NULL without any. */
typedef bool report_trace_test(const struct report_trace_workload *, const void *arg);
const struct report_trace_workload *report_trace_nearest(const struct trace_summary *, report_trace_test *belongs,
                                                         const void *arg);

#endif
