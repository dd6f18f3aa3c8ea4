/* SPDX-License-Identifier: MIT */
/* The chart of time against memory. */
#ifndef CORO_REPORT_FRONTIER_CHART_H
#define CORO_REPORT_FRONTIER_CHART_H
#include "report/chart.h"
#include "report/frontier.h"

/* Draws the points, their names and the frontier; adds nothing when there are no points. `id` is unique in the page. */
void coro_frontier_chart(struct coro_text *, const struct coro_result *, enum coro_chart_home, const char *id);

#endif
