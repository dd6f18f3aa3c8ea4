/* SPDX-License-Identifier: MIT */
/* One result held against another: which cells have become faster or slower? In two stages, because one in twenty of hundreds of
 * cells looks different by chance. First every cell is screened by the samples of the files, each divided by the pace of its round
 * (drift.h) and all by how far apart the two sessions are as wholes. Then the suspects are measured again, both builds side by side
 * in one session, and only these pairs decide. The files' own samples never call a difference, because they were taken in two
 * sessions: what the machine did to the whole table in one of them cannot be told from what the build did. So a few cells that moved
 * just as the whole did, its witnesses, are measured again with the suspects. */
#ifndef CORO_REPORT_COMPARISON_H
#define CORO_REPORT_COMPARISON_H
#include <stdbool.h>
#include <stddef.h>
#include "report/result.h"

/* Screening suspects a cell below this p of Mann and Whitney's test. */
#define CORO_COMPARISON_SUSPICION 0.05
/* Of the cells that are called different, the expected share that is not. */
#define CORO_COMPARISON_FALSE_RATE 0.05

/* How many cells stand for a change of the whole, and from which share on there is one. */
enum { CORO_COMPARISON_WITNESSES = 3 };
#define CORO_COMPARISON_WHOLE 0.01

enum coro_call {
    CORO_CALL_NONE,             /* no difference resolved */
    CORO_CALL_SUSPECT,          /* suspected and not measured again */
    CORO_CALL_FASTER,
    CORO_CALL_SLOWER
};

/* A cell that has times in both files. */
struct coro_difference {
    const struct coro_series *before, *after;   /* the files' */
    double before_ns;           /* median of the file, or of the fresh samples when is_measured_again */
    double ratio;               /* after to before: of the medians, or the median of the pairs' ratios */
    double p, adjusted;         /* of the same samples; adjusted over all cells, or over those measured again */
    double floor;               /* how far apart, as a share, the fresh samples of one and the same build were; NAN when there are none */
    bool is_suspect, is_witness, is_measured_again;
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
    double overall;                             /* the median of the cells' ratios; NAN without cells */
};

/* Compares, and screens; both results must outlive the comparison, which the caller gives to coro_comparison_fini also on
 * failure. CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_init(struct coro_comparison *, const struct coro_result *before,
                                                                  const struct coro_result *after, struct coro_complaint *);
void coro_comparison_fini(struct coro_comparison *);

/* Enters fresh samples of a cell, `count` of each, taken in blocks: before[i], again[i] of the same build, and after[i] one right
 * after the other in some order. Pairs of before and after decide; pairs of before and again give the floor. At most
 * CORO_COMPARISON_BLOCKS, at least 1. CORO_REPORT_NO_MEMORY. */
enum { CORO_COMPARISON_BLOCKS = 64 };
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_enter(struct coro_difference *, const double *before,
                                                                   const double *again, const double *after, size_t count,
                                                                   struct coro_complaint *);
/* Calls the cells by what was entered; to be called once when all has been, or at once when nothing is measured again.
 * CORO_REPORT_NO_MEMORY. */
CORO_REPORT_MUST_USE enum coro_report_status coro_comparison_conclude(struct coro_comparison *, struct coro_complaint *);

size_t coro_comparison_count(const struct coro_comparison *, enum coro_call);
size_t coro_comparison_suspects(const struct coro_comparison *);
/* Is the cell to be measured again, as a suspect or a witness? And how many are there? */
bool coro_difference_is_due(const struct coro_difference *);
size_t coro_comparison_due(const struct coro_comparison *);
/* Cells that have become slower by more than `share` (0.05 is 5 %): called ones, and, where nothing was measured again, suspects
 * whose adjusted p is below the false rate. */
size_t coro_comparison_slower_by(const struct coro_comparison *, double share);
/* "faster", "slower", "suspect", "no difference resolved". */
const char *coro_call_words(enum coro_call);

#endif
