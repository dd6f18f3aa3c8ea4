/* SPDX-License-Identifier: MIT */
/* Families of workloads that ask one question at several sizes (`depth/1`, `depth/4`, ...), and the few rows that are compared
 * over them: box, one flat row beside it, poll_next, and the stackful rows. Charts draw a sweep; crossing.h compares its rows. */
#ifndef REPORT_ANALYSIS_SWEEP_H
#define REPORT_ANALYSIS_SWEEP_H
#include "report/result/result.h"

enum { REPORT_SWEEP_SIZES = 16, REPORT_SWEEP_ROWS = 5, REPORT_SWEEP_COUNT = 6 };

/* The places in `rows`. */
enum report_sweep_row { REPORT_SWEEP_BOX, REPORT_SWEEP_FLAT, REPORT_SWEEP_POLL, REPORT_SWEEP_STACK, REPORT_SWEEP_OTHER_STACK };

struct report_sweep {
    const char *name;           /* in ids and in names of files: "sweep-depth" */
    const char *family, *metric, *title;
    const char *unit, *unit_of_one;     /* behind a size in a sentence: " adapters deep"; behind 1 */
    const char *measured, *along;   /* the words on the y axis, "ns per item", and on the x axis, "adapters" */
    bool is_multiple;           /* drawn as multiples of box */
    bool is_of_memory;          /* the metric is bytes, else time */
    size_t count;               /* of the sizes, at least 2 */
    double sizes[REPORT_SWEEP_SIZES];       /* ascending */
    size_t workloads[REPORT_SWEEP_SIZES];
    size_t rows[REPORT_SWEEP_ROWS];         /* strategies with the metric at two sizes or more; else REPORT_NOT_FOUND */
};

/* Reads sweep `index` < REPORT_SWEEP_COUNT. False when the file has fewer than two of its sizes, no stackful row, or no row to
 * hold it against. The flat row is type_pool; where the file has none, it is the fastest state machine, box apart, that keeps
 * the trait and refuses no size. */
bool report_sweep_read(const struct report_result *, size_t index, struct report_sweep *);

/* The samples of a row at a size; NULL for a row or a cell that is not there. */
const struct report_series *report_sweep_series(const struct report_result *, const struct report_sweep *, enum report_sweep_row,
                                                size_t size);

/* The size as sentences have it: "4", "1/8" of the items, "128 B". */
struct report_number report_sweep_size(const struct report_sweep *, size_t size);
/* The same for the mark on an axis: "10k", "16k". */
struct report_number report_sweep_mark(const struct report_sweep *, size_t size);

#endif
