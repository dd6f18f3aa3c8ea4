/* SPDX-License-Identifier: MIT */
/* The chart of one workload: a row per strategy with every sample, the median and its interval. */
#ifndef REPORT_CHART_SAMPLES_CHART_H
#define REPORT_CHART_SAMPLES_CHART_H
#include "report/chart/chart.h"

/* Draws the times of the workload; adds nothing when there are none. `id` is unique in the page. */
void report_samples_chart(struct report_text *, const struct report_result *, size_t workload, enum report_chart_home,
                        const char *id);

#endif
