/* SPDX-License-Identifier: MIT */
/* The chart of time against memory. */
#ifndef REPORT_CHART_FRONTIER_CHART_H
#define REPORT_CHART_FRONTIER_CHART_H
#include "report/chart/chart.h"
#include "report/analysis/frontier.h"

/* Draws the points, their names and the frontier; adds nothing when there are no points. `id` is unique in the page. */
void report_frontier_chart(struct report_text *, const struct report_result *, enum report_chart_home, const char *id);

#endif
