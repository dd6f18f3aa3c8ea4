/* SPDX-License-Identifier: MIT */
/* Whether the machine became slower or faster while the run went on: every round visits every cell once, so that the rounds can
 * be held against each other. */
#ifndef REPORT_ANALYSIS_DRIFT_H
#define REPORT_ANALYSIS_DRIFT_H
#include "report/result/result.h"

struct report_drift {
    size_t cells;           /* that the trend is a mean over */
    size_t rounds;          /* from the first to the last that has a sample */
    double trend;           /* geometric mean over these cells of median of the last third of rounds / median of the first; NAN:
                               under three rounds */
    double levels[REPORT_MOST_ROUNDS];    /* of each round: the geometric mean over its samples of sample / median of the cell, as a
                                           multiple of the median round's; NAN: no sample */
    double lowest, highest;             /* of the levels */
};

void report_drift_measure(const struct report_result *, struct report_drift *);

/* Adds one sentence: the trend and the span of the rounds, or that the run is too short to have one, or that the file does not
 * tell its rounds apart. Adds nothing when nothing was timed. */
void report_drift_say(const struct report_result *, struct report_text *);

#endif
