/* SPDX-License-Identifier: MIT */
/* The works that the table cites beside its rows: answers that cannot be a row, with the reason, and benchmarks that asked some
 * of the table's questions before. Result files carry both, and the report shows them under "Who does it like this". Whoever
 * adds one has read its source. */
#ifndef BENCH_TABLE_CITATIONS_H
#define BENCH_TABLE_CITATIONS_H
#include "strategies/system.h"

struct absent_row {
    const char *name;
    const char *reason;                 /* why it cannot be a row, one sentence */
    const struct system *systems;       /* up to a system without a name */
};
extern const struct absent_row absent_rows[];       /* up to one without a name */

enum { CITED_ROWS = 4, CITED_WORKLOADS = 4 };
struct earlier_benchmark {
    const char *name;
    const char *measured;               /* a clause: what was asked, and what came out, as its source says */
    const char *source;                 /* https */
    const char *rows[CITED_ROWS];       /* of this table, which ask the same on these workloads; each up to the first NULL */
    const char *workloads[CITED_WORKLOADS];
};
extern const struct earlier_benchmark earlier_benchmarks[];     /* up to one without a name */

#endif
