/* SPDX-License-Identifier: MIT */
/* Whether a row serves a program, and what the program's calls would take from the heap: the file's facts on the row, held
 * against a trace of the program. */
#ifndef REPORT_ANALYSIS_TRACE_FIT_H
#define REPORT_ANALYSIS_TRACE_FIT_H
#include "report/analysis/need.h"
#include "report/trace/trace_summary.h"

/* Why a row does not fit. */
enum report_trace_refusal {
    REPORT_TRACE_FITS, REPORT_TRACE_TOO_LARGE, REPORT_TRACE_TOO_DEEP, REPORT_TRACE_NOT_REPLAYED, REPORT_TRACE_NEED
};

struct report_trace_fit {
    enum report_fit fit;
    enum report_trace_refusal refusal;
    double room_bytes;          /* of a row that the frames are too large for: the largest that fits, as far as the file says */
    double refused_calls;       /* with larger frames; NAN where the file has no room, only a workload that was refused */
    size_t workload;            /* that the row refused; else REPORT_NOT_FOUND */
    unsigned missing;           /* the needs that it lacks, as bits */
};

/* True if the workload `real` of the file replayed this very trace. */
bool report_trace_is_replayed(const struct report_result *, const struct trace_summary *);

/* Asks, in this order: the room that the row's card gives for a frame, the replay of this trace, the workloads frame/n and
 * depth/n that the row refused, and the needs. */
struct report_trace_fit report_trace_fit_of(const struct report_result *, const struct trace_summary *, size_t strategy,
                                            unsigned needs);

/* The heap blocks that all calls of the trace would take, and the bytes of frames in them, by the row's own rule. They are a
 * range where the rule tells the first next() of a body from its later ones, since a trace does not. NAN: the file has no rule.
 * Blocks that a row takes once for each task, and keeps, are not in it. */
struct report_trace_heap { double blocks_least, blocks_most, bytes_least, bytes_most; };
struct report_trace_heap report_trace_heap_of(const struct report_strategy *, const struct trace_summary *);

#endif
