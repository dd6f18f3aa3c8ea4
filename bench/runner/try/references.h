/* SPDX-License-Identifier: MIT */
/* Chooses the rows that `corolab try` holds a row against: a fixed few, at least one for each place of a frame, as far as the
 * table has them, and the row of the table that is most like it. */
#ifndef BENCH_RUNNER_TRY_REFERENCES_H
#define BENCH_RUNNER_TRY_REFERENCES_H
#include "bench/table/table.h"

enum { TRY_MOST_ROWS = 16 };

struct try_rows {
    const char *names[TRY_MOST_ROWS];   /* the row itself, box, the other references, the nearest row */
    size_t count;
    const char *nearest;                /* most like the row; it may be box, or NULL: the table has no other */
    const char *likeness;               /* then, "same place", "same protocol" or "nearest" */
};

/* Leaves out references that cannot run here, and, except box, those with callers of another kind: they need another runtime. */
struct try_rows try_rows_choose(const struct row *);

#endif
