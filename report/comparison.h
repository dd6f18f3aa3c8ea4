/* SPDX-License-Identifier: MIT */
/* One result held against another: which cells have become faster or slower? In two stages, because one in twenty of hundreds of
 * cells looks different by chance: first every cell is screened by the samples of the files; then the suspects are measured again,
 * both builds interleaved in one session, and only the fresh samples decide. The files' own samples never call a difference,
 * because they were taken in two sessions. */
#ifndef CORO_REPORT_COMPARISON_H
#define CORO_REPORT_COMPARISON_H
#include <stdbool.h>
#include <stddef.h>
#include "report/result.h"

/* Screening suspects a cell below this p of Mann and Whitney's test. */
#define CORO_COMPARISON_SUSPICION 0.05
/* Of the cells that are called different, the expected share that is not. */
#define CORO_COMPARISON_FALSE_RATE 0.05

enum coro_call {
    CORO_CALL_NONE,             /* no difference resolved */
    CORO_CALL_SUSPECT,          /* suspected and not measured again */
    CORO_CALL_FASTER,
    CORO_CALL_SLOWER
};

/* A cell that has times in both files. */
struct coro_difference {
    const struct coro_series *before, *after;   /* the files' */
    double ratio;               /* of the medians, after to before; of the fresh samples when is_measured_again */
    double before_ns, after_ns; /* those medians */
    double p, adjusted;         /* of the same samples; adjusted over all cells, or over those measured again */
    double floor;               /* how far apart the fresh samples of one and the same build were, as a share; NAN when there are none */
    bool is_suspect, is_measured_again;
    enum coro_call call;
};

/* A metric that is counted, not timed, so that any difference is one. */
struct coro_counted_difference {
    const struct coro_series *before, *after;
};

struct coro_comparison {
    const struct coro_result *before, *after;
    struct coro_difference *differences;        /* in the order of `before` */
    size_t count;
    struct coro_counted_difference *counted;    /* those that differ by more than half a percent */
    size_t counted_count;
    size_t only_before, only_after;             /* timed cells that the other file does not have */
    double overall;                             /* the geometric mean of the screening's ratios; NAN without cells */
};

/* Compares, and screens; both results must outlive the comparison, which the caller gives to coro_comparison_fini also on
 * failure. CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_init(struct coro_comparison *, const struct coro_result *before,
                                                                  const struct coro_result *after, struct coro_complaint *);
void coro_comparison_fini(struct coro_comparison *);

/* Enters fresh samples of a cell: of the build before, of the same build again, and of the build after, `count` of each; they are
 * copied nowhere, but sorted. The two sets of the build before together are held against the third, and against each other they
 * give the floor. CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_enter(struct coro_difference *, double *before, double *again,
                                                                   double *after, size_t count, struct coro_complaint *);
/* Calls the cells by what was entered; to be called once when all has been, or at once when nothing is measured again.
 * CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_conclude(struct coro_comparison *, struct coro_complaint *);

size_t coro_comparison_count(const struct coro_comparison *, enum coro_call);
size_t coro_comparison_suspects(const struct coro_comparison *);
/* Cells that have become slower by more than `share` (0.05 is 5 %): called ones, and, where nothing was measured again, suspects
 * whose adjusted p is below the false rate. */
size_t coro_comparison_slower_by(const struct coro_comparison *, double share);
/* "faster", "slower", "suspect", "no difference resolved". */
const char *coro_call_words(enum coro_call);

#endif
