/* SPDX-License-Identifier: MIT */
/* Compares two results, for `corolab compare`, and finds the cells that have become faster or slower, and the counts that differ.
 * The files alone only raise suspicions: they were taken in two sessions, and a change of the machine looks like a change of the
 * build. Screening divides each sample by the pace of its round (sentence.h) and compares the two sets as they are. Files of two
 * machines are not screened: their times say nothing of the builds.
 *
 * Fresh samples decide, with both builds side by side in one session. They are taken in two stages, because one in twenty of
 * hundreds of cells looks different by chance. A look at every cell, with pairs of samples, clears most cells. The others are
 * measured again; only these new pairs, corrected for the number of cells, call a difference. gate.h turns a comparison into an
 * exit status. */
#ifndef REPORT_ANALYSIS_COMPARISON_H
#define REPORT_ANALYSIS_COMPARISON_H
#include <stdbool.h>
#include <stddef.h>
#include "report/result/result.h"
#include "report/result/schema.h"
#include "report/text/text.h"

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
    double before_ns, after_ns; /* medians of the files; or, behind a look, of the fresh samples, whose processes slow each
                                   other down, so that they do not compare with a file's */
    double ratio;               /* after to before: of the medians, or the median of the pairs' ratios; INFINITY where a time of
                                   zero grew */
    struct report_interval interval;    /* of the ratio: of the median of the fresh pairs, or between the farthest ends of the
                                           medians' intervals; NAN: unknown */
    double p, adjusted;         /* of the same samples; adjusted over those measured again, or over all others */
    double floor;               /* the difference that a build shows against itself, as a share: the smaller noise floor of the
                                   files, so that a noisy file hides nothing, or the farther end of the interval of the fresh
                                   pairs' median; NAN: unknown */
    bool is_identical;          /* the files have the same samples */
    bool is_suspect;            /* of the screening */
    enum report_look look;
    bool is_measured_again;
    enum report_call call;
};

enum report_count_kind { REPORT_COUNT_EXACT, REPORT_COUNT_COARSE };

/* A number that is counted, not timed: an instruction, an allocation, a byte. Resident memory comes in pages, and chance adds a
 * system call: these are coarse. */
struct report_count_difference {
    size_t strategy, workload;  /* indices of `before`; workload is REPORT_NOT_FOUND for the bytes of a row */
    const char *metric;
    double before, after;       /* after is NAN where AFTER lacks it */
    enum report_count_kind kind;
};

/* A cell that BEFORE measured and AFTER did not, or that fails in AFTER and did not fail in BEFORE. */
struct report_lost_cell {
    const char *strategy, *workload;
    const struct report_cell *after;    /* NULL: AFTER does not list it */
};

struct report_comparison {
    const struct report_result *before, *after;
    double bound;                               /* of --fail-if-slower, as a share; NAN: not asked for */
    struct report_difference *differences;      /* in the order of `before` */
    size_t count;
    struct report_count_difference *counted;    /* those that differ beyond what chance does to them */
    size_t counted_count;
    size_t counts_in_both;                      /* the counts that both files have, different or not */
    struct report_lost_cell *lost;
    size_t lost_count;
    size_t kept_count, new_count;               /* cells measured in both; in AFTER only */
    double overall;                             /* the median of the cells' ratios; NAN without cells */
    char foreign[160];                          /* the facts that make the files' times incomparable; "" when there are none */
    bool is_confirmed;                          /* fresh samples were taken */
    char doubts[400];                           /* the reasons to doubt the fresh samples; "" for none */
};

/* Compares, and screens. A cell whose median lies beyond `bound` is a suspect also when its samples are too few, or too noisy, to
 * differ. Both results must outlive the comparison, which the caller gives to report_comparison_fini. */
void report_comparison_init(struct report_comparison *, const struct report_result *before, const struct report_result *after,
                            double bound);
void report_comparison_fini(struct report_comparison *);
/* Fills in `counted`. report_comparison_init calls it. */
void report_comparison_count(struct report_comparison *);

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

/* True when the cell was to be measured afresh and was not, or not to the end. */
bool report_difference_is_unmeasured(const struct report_comparison *, const struct report_difference *);

/* The cells counted by kind. */
struct report_tally {
    size_t calls[REPORT_CALL_SLOWER + 1];
    size_t suspects;            /* of the screening */
    size_t looked_at, measured_again;
    size_t shown;               /* in the tables of the outputs */
    size_t fewest_samples;      /* of any cell in either file; 0 without cells */
    double least_p;             /* the smallest p that a cell of that many samples can have, adjusted as the only one to differ */
    double freshness, after_freshness;  /* the median ratio of fresh times to the file's, of each build; NAN without a look */
    size_t disagreeing;         /* the cells whose fresh ratio is far from the files' */
};
struct report_tally report_comparison_tally(const struct report_comparison *);
/* True for a ratio above 1.25 or below its inverse. */
bool report_ratio_is_far(double ratio);
/* True for the cells that the outputs' tables have: those measured again, suspects without a look, and the cells that a look
 * cleared though the files differ. */
bool report_difference_is_shown(const struct report_difference *);
/* True where times of the two files, or fresh ones, are held against each other: not for files of two machines, unless their
 * builds were measured afresh. */
bool report_comparison_judges_times(const struct report_comparison *);
/* "faster", "slower", "suspect", "no difference resolved". */
extern const char *const report_call_words[];

/* The sentences that all outputs have, not escaped. The first says what was compared, the second counts the cells by call. */
void report_comparison_say_screening(const struct report_comparison *, struct report_text *);
void report_comparison_say_verdict(const struct report_comparison *, struct report_text *);
/* "failed: crashed: signal 11", "not run", "not in the file". */
void report_lost_cell_say(const struct report_lost_cell *, struct report_text *);
/* "+5.2 %"; "from 0" for INFINITY. */
struct report_number report_comparison_change(double ratio);
/* "9.9 %"; "unknown" for NAN. */
struct report_number report_comparison_floor(double floor);
/* "0.040", "<0.001". */
struct report_number report_comparison_p(double p);

/* "+5.2 % (+3.1 % to +7.0 %)"; without an interval only the change. */
void report_difference_say_change(const struct report_difference *, struct report_text *);

/* The order in which outputs list the cells: the changed ones first (slower, faster, suspects), the farthest ratio of each first;
 * then the others as in the file. Returns how many are changed. `order` has room for all indices. */
size_t report_comparison_order(const struct report_comparison *, size_t *order);

/* The differences between the machines, builds and plans of two results: the first thing to know of a comparison. */
struct report_environment_difference {
    const char *what;           /* "compiler" */
    char before[80], after[80]; /* UTF-8, not escaped, cut to fit; "unknown" where the file does not say */
};

enum { REPORT_ENVIRONMENT_DIFFERENCES = 24 };     /* there are never more */

/* Fills in the load of both machines; false where neither file says. It is no difference of the list below: it always differs. */
bool report_environment_load(const struct report_result *before, const struct report_result *after,
                             struct report_environment_difference *);
/* Fills in the differences and returns how many there are. Leaves load out. */
size_t report_environment_differences(const struct report_result *before, const struct report_result *after,
                                      struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES]);
/* The sentence for files without such a difference: one run, given twice, or two runs of one machine, build and plan. */
const char *report_environment_same(const struct report_result *before, const struct report_result *after);
/* Fills in the facts that make times incomparable, such as "cpu, kernel", or "". These are the machine, its governor, the build
 * type, and the text or trace that the workloads read. */
void report_environment_foreign(const struct report_result *before, const struct report_result *after, char *words, size_t bytes);

/* The executable of that name, or NULL. */
const struct report_executable *report_result_executable(const struct report_result *, const char *name);

#endif
