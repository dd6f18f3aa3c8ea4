/* SPDX-License-Identifier: MIT */
/* The chart of the rounds, one against the others. */
#ifndef REPORT_CHART_DRIFT_CHART_H
#define REPORT_CHART_DRIFT_CHART_H
#include "report/chart/chart.h"
#include "report/analysis/drift.h"

/* Draws a line over the rounds; adds nothing when fewer than two have samples. `id` is unique in the page. */
void report_drift_chart(struct report_text *, const struct report_drift *, enum report_chart_home, const char *id);

#endif
