/* SPDX-License-Identifier: MIT */
/* Holds several runs against one another: machines differ, so times are never compared across files. Each run gives ratios and
 * verdicts of its own, and these are compared: what holds in all runs, and what flips. Functions that take `results` want each
 * run once (report_runs_shown). */
#ifndef REPORT_ANALYSIS_RUNS_H
#define REPORT_ANALYSIS_RUNS_H
#include "report/result/result.h"

/* True when the first holds all samples of the second: the same path; or the same seed, commit, names and date,
 * where the second was not interrupted and resumed. */
bool report_runs_holds(const struct report_result *more, const struct report_result *less);
/* The index of the file to show for file `index`: the fullest that holds its samples, the first of several. Mostly `index`. */
size_t report_runs_shown(const struct report_result *const *results, size_t count, size_t index);

/* How many rows the runs have in common. */
size_t report_runs_common_rows(const struct report_result *const *results, size_t count);

/* A headline comparison: the best row of one group over another, on one workload. */
struct report_run_line {
    char words[96];             /* "the best on the heap against box" */
    const char *topic;          /* "ready"; lines of one topic follow one another */
    const char *reads;          /* "time on ready" */
};
/* Reads line `index`; false behind the last. */
bool report_runs_line(size_t index, struct report_run_line *);

/* The same in one run. */
struct report_run_ratio {
    double ratio;               /* NAN: the run has not both */
    const char *row, *other;    /* NULL without a ratio */
    bool is_told_apart;         /* the samples tell the ratio from 1 */
};
struct report_run_ratio report_runs_ratio(const struct report_result *, size_t line);

enum report_run_outcome {
    REPORT_RUN_ABSENT,          /* some run lacks it */
    REPORT_RUN_UNRESOLVED,      /* in some run the samples tell nothing; the others agree */
    REPORT_RUN_HOLDS,           /* all runs say the same */
    REPORT_RUN_FLIPS,           /* two runs say the opposite */
    REPORT_RUN_OUTCOMES
};

/* Two of the named rows on one workload. */
struct report_run_pair {
    const char *row, *other;    /* `row` is the faster one in the first run that tells them apart */
    double low, high;           /* of the runs' ratios, row over other */
    enum report_run_outcome outcome;
};

enum { REPORT_RUN_ANCHORS = 12, REPORT_RUN_PAIRS = REPORT_RUN_ANCHORS * (REPORT_RUN_ANCHORS - 1) / 2 };

/* The workloads on which pairs are held against each other; NULL ends the list. */
extern const char *const report_run_workloads[];
/* Fills in the pairs that any run has; returns how many. */
size_t report_runs_pairs(const struct report_result *const *results, size_t count, const char *workload,
                         struct report_run_pair pairs[REPORT_RUN_PAIRS]);
/* Below 0 where the run tells the first row to be faster, above 0 for the second, 0 where it tells nothing. */
int report_runs_direction(const struct report_result *, const char *row, const char *other, const char *workload);

/* A claim of the posts, by its verdicts in all runs. Only the claims that are counted are read (blog_table.h), at most this many
 * of a file. */
enum { REPORT_RUN_CLAIMS = 512 };
struct report_run_claim {
    const char *row, *quote;
    enum report_run_outcome outcome;
};
/* Fills in the claims that any run has, in the order of the files; returns how many. */
size_t report_runs_claims(const struct report_result *const *results, size_t count,
                          struct report_run_claim claims[REPORT_RUN_CLAIMS]);
/* The verdict of that claim in one run; REPORT_NOT_MEASURED also where its file lacks it or has too few
 * samples. */
enum report_verdict report_runs_verdict(const struct report_result *, const struct report_run_claim *);

#endif
