/* SPDX-License-Identifier: MIT */
/* The bytes that a row adds, in four words that every output uses:
 *
 *   in structs   what the types grow by: the iterator, the caller's frame at each call site, the task. A size of the compiler's.
 *   reserved     what a task, or each call that waits, takes beyond its types before it uses any of it: the whole of its stacks,
 *                blocks of the heap. Address space, most of which may never be touched. The probe adds_to_task measures it.
 *   resident     what one waiting task really holds, everything in it: memory that was touched, and page tables. The memory pass
 *                measures it as bytes_per_waiting_task.
 *   retained     what stays after futures have ended: the most of four situations, if the burst was measured. Nothing returns
 *                these bytes to a program that runs for long, so a situation that keeps little makes up for none that keeps
 *                much, as a mean would have it. The memory pass measures it as retained_bytes. */
#ifndef REPORT_ANALYSIS_ROW_BYTES_H
#define REPORT_ANALYSIS_ROW_BYTES_H
#include "report/result/result.h"

/* The situations after which bytes are retained, as families of workloads. */
enum { REPORT_SITUATIONS = 4 };
extern const char *const report_situations[REPORT_SITUATIONS];

/* Two measurements of the same resident memory differ by less than the larger of a share and some bytes: the bytes of a task, and
 * those that a process retains, which are of whole pages; two runs of nine rows differed by two pages at most. */
#define REPORT_SAME_BYTES_SHARE 0.03
enum { REPORT_SAME_TASK_BYTES = 16, REPORT_SAME_RETAINED_BYTES = 4 * 4096 };

struct report_row_bytes {
    double adapter, call_site, task;    /* in structs */
    double reserved;
    double resident, resident_sized;    /* in a task with a small frame; in one with a frame of a real program's sizes */
    double retained_after[REPORT_SITUATIONS];
    double retained;                    /* the most of those that were measured, at least 0 */
    /* NAN: not measured */
};

struct report_row_bytes report_row_bytes(const struct report_result *, size_t strategy);
/* `retained` alone, for ranks: the rest takes a search of the whole file. */
double report_row_retained(const struct report_result *, size_t strategy);

/* The workload of `resident`: tasks/10000 where it was measured, else the last in the table that was; or REPORT_NOT_FOUND. */
size_t report_resident_workload(const struct report_result *);
/* The last member of the family ("burst") that has the metric, which is its largest; or REPORT_NOT_FOUND. */
size_t report_family_workload(const struct report_result *, const char *family, const char *metric);

/* "32 B"; "not measured" for NAN. */
struct report_number report_row_bytes_number(double bytes);

#endif
