/* SPDX-License-Identifier: MIT */
/* The noise floor of a run: the distance of the build from itself within the run. The time samples of each cell are split by
 * their round, even against odd, so that both halves span the whole run. Without noise the ratio of the halves' medians
 * would be 1. Without this file the report would call noise a difference. */
#ifndef REPORT_RESULT_NOISE_H
#define REPORT_RESULT_NOISE_H
#include <stdbool.h>
#include <stddef.h>
#include "report/result/series.h"
#include "report/text/text.h"

struct report_result;

struct report_noise {
    size_t cells;               /* that have both halves, of two samples at least; 0: the numbers below are NAN */
    size_t samples;             /* in the larger half of the cell that has most */
    double typical, floor;      /* of |ratio - 1| over these cells: the median, and the value that 95 % of them do not exceed */
};

/* Measures the floor of a result that is being loaded, and tells it to its series of time. */
void report_noise_measure(struct report_result *);

/* |ratio - 1| of one cell's halves; NAN when one of them has under two samples. */
double report_noise_of(const struct report_series *);

/* Adds one sentence: the floor, or that the run is too short for one, or that the file does not tell its rounds apart. Adds
 * nothing when nothing was timed. */
void report_noise_say(const struct report_result *, struct report_text *);

#endif
