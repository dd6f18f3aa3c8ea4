/* SPDX-License-Identifier: MIT */
/* The bytes that a row adds, in three words that every output uses:
 *
 *   in structs   what the types grow by: the iterator, the caller's frame at each call site, the task. A size of the compiler's.
 *   reserved     what a task, or each call that waits, takes beyond its types before it uses any of it: the whole of its stacks,
 *                blocks of the heap. Address space, most of which may never be touched. The probe adds_to_task measures it.
 *   resident     what one waiting task really holds, everything in it: memory that was touched, and page tables. The memory pass
 *                measures it as bytes_per_waiting_task. */
#ifndef REPORT_ANALYSIS_ROW_BYTES_H
#define REPORT_ANALYSIS_ROW_BYTES_H
#include "report/result/result.h"

struct report_row_bytes {
    double adapter, call_site, task;    /* in structs */
    double reserved, resident;
    /* NAN: not measured */
};

struct report_row_bytes report_row_bytes(const struct report_result *, size_t strategy);

/* The workload of `resident`: tasks/10000 where it was measured, else the last in the table that was; or REPORT_NOT_FOUND. */
size_t report_resident_workload(const struct report_result *);

/* "32 B"; "not measured" for NAN. */
struct report_number report_row_bytes_number(double bytes);

#endif
