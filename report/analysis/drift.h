/* SPDX-License-Identifier: MIT */
/* Whether the machine became slower or faster during the run. Every round visits every cell once, so the rounds can be compared.
 * The method's paragraphs and the drift chart show it, and a comparison divides it out of its samples. */
#ifndef REPORT_ANALYSIS_DRIFT_H
#define REPORT_ANALYSIS_DRIFT_H
#include "report/analysis/sentence.h"

struct report_drift {
    size_t cells;           /* in the trend's mean */
    size_t rounds;          /* from the first to the last that has a sample */
    double trend;           /* geometric mean over the cells of: median of the last third of rounds / of the first; NAN: under
                               three rounds */
    double levels[REPORT_MOST_ROUNDS];  /* of each round: the geometric mean over its samples of sample / median of the cell, as a
                                           multiple of the median round's; NAN: no sample */
    double lowest, highest;             /* of the levels */
};

void report_drift_measure(const struct report_result *, struct report_drift *);

/* Says the trend and the span of the rounds, or that the run is too short, or that its file does not tell rounds apart. */
report_sentence report_drift_say;

#endif
