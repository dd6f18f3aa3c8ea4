/* SPDX-License-Identifier: MIT */
/* Averages a row's time over workloads, as a multiple of box: in each round the geometric mean of the ratios to box in the same
 * round, then the median over the rounds. The members of a family (frame/16, frame/128) share one vote: a question does not count
 * more for being asked at six sizes. A round visits every cell once, so the machine's drift cancels, and the interval is
 * that of a median of so many samples. */
#ifndef REPORT_ANALYSIS_MEAN_TIME_H
#define REPORT_ANALYSIS_MEAN_TIME_H
#include "report/result/result.h"

struct report_mean_time {
    double median;
    struct report_interval interval;
    size_t count;           /* of rounds; 1: the file does not tell its rounds apart, and medians make the mean */
    double noise;           /* |median of the even rounds / of the odd rounds - 1|; NAN: under two rounds in a half */
};

/* Over the workloads of which is_chosen says true, at least one; the row and box have times on all. */
void report_mean_time_measure(const struct report_result *, size_t strategy, const bool *is_chosen, struct report_mean_time *);

/* The number of families among these workloads. */
size_t report_mean_time_families(const struct report_result *, const bool *is_chosen);

/* The noise of such a mean, measured as the run's noise floor is: the value that 95 % of the rows do not exceed. NAN: unknown. */
double report_mean_time_floor(const struct report_result *, const size_t *strategies, size_t count, const bool *is_chosen);

#endif
