/* SPDX-License-Identifier: MIT */
/* Answers "which rows fit this program, and what would they save?" for `corolab advise --trace`. Rows are the strategies that
 * keep the trait, as in advice.h. */
#ifndef REPORT_ANALYSIS_TRACE_ADVICE_H
#define REPORT_ANALYSIS_TRACE_ADVICE_H
#include "report/analysis/trace_fit.h"
#include "report/analysis/trace_workloads.h"

/* Of a dyn call, in nanoseconds: NAN where it was not measured. */
struct report_trace_time {
    double value;                       /* median */
    double saved, least, most;          /* against box: the difference of the medians, and the interval around it */
    bool is_told_apart;                 /* from box, beyond the intervals and the noise floor */
};

struct report_trace_row {
    size_t strategy;
    struct report_trace_fit fit;
    struct report_trace_heap heap;
    struct report_trace_time time;
};

struct report_trace_advice {
    unsigned needs;
    bool is_replayed;                   /* the times are of this trace, under the workload `real` */
    bool has_other_replay;              /* the file's `real` replayed another trace */
    size_t workload;                    /* that the times are of; REPORT_NOT_FOUND: no times */
    const struct report_trace_workload *nearest;    /* that workload, when it is not the replay */
    double calls_of_item;
    size_t count, fitting;              /* the first `fitting` rows fit */
    struct report_trace_row rows[REPORT_LONGEST_TABLE];     /* that fit, by time, then by heap blocks; unknown; that do not fit */
};

/* Large: the caller has it in static memory or on the heap. */
void report_trace_advice_make(const struct report_result *, const struct trace_summary *, unsigned needs,
                              struct report_trace_advice *);

#endif
