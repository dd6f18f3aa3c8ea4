/* SPDX-License-Identifier: MIT */
/* Compares two results, for `corolab compare`, and finds the cells that have become faster or slower. The files alone only
 * raise suspicions. They were taken in two sessions, and a change of the machine looks like a change of the build. Screening
 * divides each sample by the pace of its round (sentence.h) and all by the ratio of the two sessions as wholes.
 *
 * Fresh samples decide, with both builds side by side in one session. They are taken in two stages, because one in twenty of
 * hundreds of cells looks different by chance. A look at every cell, with pairs of samples, clears most cells. The others are
 * measured again; only these new pairs, corrected for the number of cells, call a difference. */
#ifndef REPORT_ANALYSIS_COMPARISON_H
#define REPORT_ANALYSIS_COMPARISON_H
#include <stdbool.h>
#include <stddef.h>
#include "report/result/result.h"
#include "report/result/schema.h"

/* Screening suspects a cell below this p of Mann and Whitney's test. */
#define REPORT_COMPARISON_SUSPICION 0.05
/* The expected share of false ones among the cells that are called different. */
#define REPORT_COMPARISON_FALSE_RATE 0.05

/* A look clears a cell whose pairs differ with at least this p. */
#define REPORT_COMPARISON_CLEAR 0.3
/* The most pairs or blocks that are entered for a cell. */
enum { REPORT_COMPARISON_BLOCKS = 64 };

enum report_call {
    REPORT_CALL_NONE,             /* no difference resolved */
    REPORT_CALL_SUSPECT,          /* suspected and not measured again */
    REPORT_CALL_FASTER,
    REPORT_CALL_SLOWER
};

/* The result of the first look, by fresh pairs of samples. */
enum report_look {
    REPORT_LOOK_NONE,             /* no look yet, or it could not be done */
    REPORT_LOOK_CLEARED,
    REPORT_LOOK_NOT_CLEARED       /* to be measured again */
};

/* A cell that has times in both files. */
struct report_difference {
    const struct report_series *before, *after;   /* the files' */
    double before_ns;           /* median of the file; or, when is_measured_again, of the fresh samples, whose processes slow each
                                   other down, so that they do not compare with a file's */
    double ratio;               /* after to before: of the medians, or the median of the pairs' ratios */
    double p, adjusted;         /* of the same samples; adjusted over those measured again, or over all others */
    double floor;               /* how far from itself, as a share, the same build may lie in fresh pairs: the farther end of the
                                   interval of their median; NAN without fresh pairs */
    bool is_suspect;            /* of the screening */
    enum report_look look;
    bool is_measured_again;
    enum report_call call;
};

/* A metric that is counted, not timed, so that any difference is one. */
struct report_counted_difference {
    const struct report_series *before, *after;
};

struct report_comparison {
    const struct report_result *before, *after;
    struct report_difference *differences;        /* in the order of `before` */
    size_t count;
    struct report_counted_difference *counted;    /* those that differ by more than half a percent */
    size_t counted_count;
    size_t only_before, only_after;             /* timed cells that the other file does not have */
    double overall;                             /* the median of the cells' ratios; NAN without cells */
};

/* Compares, and screens. Both results must outlive the comparison, which the caller gives to report_comparison_fini. */
void report_comparison_init(struct report_comparison *, const struct report_result *before, const struct report_result *after);
void report_comparison_fini(struct report_comparison *);

/* Enters the pairs of a look: before[i] and after[i] were taken at the same time, or one right after the other. `count` is 1 to
 * REPORT_COMPARISON_BLOCKS. */
void report_comparison_look(struct report_difference *, const double *before, const double *after, size_t count);
/* Enters fresh samples of a cell, `count` of each, taken in blocks: before[i], again[i] of the same build, and after[i] at the
 * same time, or one right after the other in some order. Pairs of before and after decide; pairs of before and again give the
 * floor. `count` as above. */
void report_comparison_enter(struct report_difference *, const double *before, const double *again, const double *after,
                             size_t count);
/* Calls the cells by the samples entered. Call it once when all have been, or at once when nothing is measured again. */
void report_comparison_conclude(struct report_comparison *);

/* The cells counted by kind. */
struct report_tally {
    size_t calls[REPORT_CALL_SLOWER + 1];
    size_t suspects;            /* of the screening */
    size_t looked_at, measured_again;
    size_t shown;               /* in the tables of the outputs */
    size_t fewest_samples;      /* of any cell in either file; 0 without cells */
};
struct report_tally report_comparison_tally(const struct report_comparison *);
/* True for the cells that the outputs' tables have: those measured again, and suspects without a look. */
bool report_difference_is_shown(const struct report_difference *);
/* Counts cells that have become slower by more than `share` (0.05 is 5 %): called ones, and suspects without a look whose
 * adjusted p is below the false rate. */
size_t report_comparison_slower_by(const struct report_comparison *, double share);
/* "faster", "slower", "suspect", "no difference resolved". */
extern const char *const report_call_words[];

/* The sentences that all outputs have, not escaped. The first says what was compared, the second counts the cells by call. */
void report_comparison_say_screening(const struct report_comparison *, struct report_text *);
void report_comparison_say_verdict(const struct report_comparison *, struct report_text *);
/* "+5.2 %". */
struct report_number report_comparison_change(double ratio);

/* The differences between the machines, builds and plans of two results: the first thing to know of a comparison. */
struct report_environment_difference {
    const char *what;           /* "compiler" */
    char before[80], after[80]; /* UTF-8, not escaped, cut to fit; "unknown" where the file does not say */
};

enum { REPORT_ENVIRONMENT_DIFFERENCES = 24 };     /* there are never more */

/* Fills in the differences and returns how many there are. Leaves load out: it always differs. */
size_t report_environment_differences(const struct report_result *before, const struct report_result *after,
                                      struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES]);

/* The executable of that name, or NULL. */
const struct report_executable *report_result_executable(const struct report_result *, const char *name);

#endif
