/* SPDX-License-Identifier: MIT */
/* The chart of the rounds, one against the others. */
#ifndef CORO_REPORT_DRIFT_CHART_H
#define CORO_REPORT_DRIFT_CHART_H
#include "report/chart.h"
#include "report/drift.h"

/* Draws a line over the rounds; adds nothing when fewer than two have samples. `id` is unique in the page. */
void coro_drift_chart(struct coro_text *, const struct coro_drift *, enum coro_chart_home, const char *id);

#endif
