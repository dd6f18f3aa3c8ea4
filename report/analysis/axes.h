/* SPDX-License-Identifier: MIT */
/* Holds the candidates (candidate.h) against one another on four axes at once: time, bytes of a waiting task, retention, and
 * hand-over between threads. Time is a geometric mean over every workload that all candidates ran, and a second one over those of
 * families that no candidate was tuned on, so that none leads by the workloads that it was made for. On each axis, a row is the
 * best or as good; or behind, by a share of the best; or undecided, where a noisy run shows neither. Only the first leads: that a
 * run shows no difference is no equality. */
#ifndef REPORT_ANALYSIS_AXES_H
#define REPORT_ANALYSIS_AXES_H
#include "report/result/result.h"
#include "report/text/text.h"

enum report_axis_name {
    REPORT_AXIS_TIME,           /* multiples of box: medians over the rounds of a mean over the workloads */
    REPORT_AXIS_UNTUNED,        /* the same on other workloads; absent when no candidate says that it was tuned */
    REPORT_AXIS_MEMORY,         /* bytes of a waiting task, with frames of a real program's sizes where the file has them */
    REPORT_AXIS_RETENTION,      /* row_bytes.h */
    REPORT_AXIS_HAND_OVER,      /* nanoseconds */
    REPORT_AXIS_COUNT
};

/* A candidate on an axis. */
struct report_axis_place {
    double value;                       /* NAN: not measured, so none of the three */
    struct report_interval interval;    /* of a time; of bytes, the value alone */
    bool is_near;                       /* the best, or as good */
    bool is_undecided;                  /* a time that is not told apart from the best, but may be worse by more than this: */
#define REPORT_AS_GOOD_SHARE 0.10
    double behind;                      /* value / best - 1: 0 for the best; bytes within the noise of none count as that noise */
};

struct report_axis {
    bool is_there;              /* two candidates have a value */
    size_t workload_count;      /* of a mean of times */
    size_t family_count;        /* of these workloads: each has one vote in the mean */
    bool is_chosen[REPORT_LONGEST_TABLE];   /* these workloads */
    size_t workload;            /* of memory and hand-over */
    size_t sample_count;        /* of the interval of a time: the fewest rounds of a candidate; under 5 tell nothing apart */
    double floor;               /* a share: smaller differences are not told apart; NAN: unknown */
    size_t best;                /* a candidate: index of `strategies` */
    struct report_axis_place places[REPORT_LONGEST_TABLE];   /* of the candidates */
};

struct report_axes {
    size_t count;               /* of candidates; fewer than 2: nothing below is set */
    size_t strategies[REPORT_LONGEST_TABLE];    /* the nearest to the best first: by the largest distance on any axis */
    struct report_axis axes[REPORT_AXIS_COUNT];
    bool is_tuned_on[REPORT_LONGEST_TABLE];     /* workloads: a candidate was tuned on it, or on another of its family */
};

/* Large: the caller has it in static memory or on the heap. */
void report_axes_measure(const struct report_result *, struct report_axes *);

/* The axes on which candidate `index` is not near; 0 for the best or as good on all that are there. */
size_t report_axes_behind(const struct report_axes *, size_t index);

#endif
