/* SPDX-License-Identifier: MIT */
/* The chart of one workload: a row per strategy with every sample, the median and its interval. */
#ifndef CORO_REPORT_SAMPLES_CHART_H
#define CORO_REPORT_SAMPLES_CHART_H
#include "report/chart.h"

/* Draws the times of the workload; adds nothing when there are none. `id` is unique in the page. */
void coro_samples_chart(struct coro_text *, const struct coro_result *, size_t workload, enum coro_chart_home,
                        const char *id);

#endif
