/* SPDX-License-Identifier: MIT */
/* The summary of a trace for a terminal: one screen, never wider than 80 columns. */
#ifndef REPORT_TERMINAL_TERMINAL_TRACE_H
#define REPORT_TERMINAL_TERMINAL_TRACE_H
#include "report/analysis/trace_advice.h"
#include "report/terminal/terminal.h"

/* Adds how it was recorded, the sizes of its frames as bars, a table of the quantiles, and the nearest workloads. */
void report_terminal_add_trace(struct report_text *, const struct trace_summary *);
/* Adds its calls, tasks, sizes and waits as one paragraph. */
void report_terminal_add_trace_head(struct report_text *, const struct trace_summary *);

struct report_trace_answer {
    const struct report_result *result;
    const struct trace_summary *summary;
    const struct report_trace_advice *advice;
    const char *called;                 /* the program's name as a word of the shell: "./lab" */
};
/* The table: what a call takes under each row. Times only where something was measured. The long form has a line of its own for a
 * name that is wider than its column; the short form cuts it. */
void report_trace_rows_add_heading(struct report_text *, const struct report_trace_answer *);
void report_trace_rows_add(struct report_text *, const struct report_trace_answer *, const struct report_trace_row *,
                           enum report_terminal_length);

/* Adds the answer of `corolab advise --trace` in one screen: the workload that the times are of, the first rows that fit, why
 * the others do not, and the commands that measure the trace itself. The long form has all rows, and the reason of each. */
void report_terminal_add_trace_advice(struct report_text *, const struct report_trace_answer *, enum report_terminal_length);

#endif
