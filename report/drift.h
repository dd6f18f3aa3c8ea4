/* SPDX-License-Identifier: MIT */
/* Whether the machine became slower or faster while the run went on: every round visits every cell once, so that the rounds can
 * be held against each other. */
#ifndef CORO_REPORT_DRIFT_H
#define CORO_REPORT_DRIFT_H
#include "report/result.h"

struct coro_drift {
    size_t cells;           /* that the trend is a mean over */
    size_t rounds;          /* from the first to the last that has a sample */
    double trend;           /* geometric mean over these cells of median of the last third of rounds / median of the first; NAN:
                               under three rounds */
    double levels[CORO_MOST_ROUNDS];    /* of each round: the geometric mean over its samples of sample / median of the cell, as a
                                           multiple of the median round's; NAN: no sample */
    double lowest, highest;             /* of the levels */
};

void coro_drift_measure(const struct coro_result *, struct coro_drift *);

/* Adds one sentence: the trend and the span of the rounds, or that the run is too short to have one, or that the file does not
 * tell its rounds apart. Adds nothing when nothing was timed. */
void coro_drift_say(const struct coro_result *, struct coro_text *);

#endif
