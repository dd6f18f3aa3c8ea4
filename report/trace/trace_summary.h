/* SPDX-License-Identifier: MIT */
/* A whole trace in numbers: its sizes, waits, depths and calls in flight. A trace of any length takes some 9 MB. */
#ifndef REPORT_TRACE_TRACE_SUMMARY_H
#define REPORT_TRACE_TRACE_SUMMARY_H
#include "report/file/error.h"
#include "report/trace/trace_counts.h"
#include "report/trace/trace_hash.h"
#include "report/trace/trace_reader.h"

struct trace_summary {
    const char *path;
    char hash[TRACE_HASH_BYTES];
    struct trace_head head;
    uint64_t call_count, waited_count, nested_count;    /* of calls; that were polled more than once; that a call awaited */
    size_t task_count;
    struct trace_counts bytes, polls, depths, in_flight;        /* sorted; in_flight: empty if the trace does not say */
    unsigned char *tasks;           /* a bit for each task that made a call */
};

/* Reads all of the trace. The caller ends the summary, also after a failure; the path must outlive it. */
REPORT_MUST_USE enum report_status trace_summary_read(const char *path, struct trace_summary *, struct report_complaint *);
void trace_summary_fini(struct trace_summary *);

double trace_summary_waited_share(const struct trace_summary *);

#endif
