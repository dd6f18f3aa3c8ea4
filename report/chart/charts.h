/* SPDX-License-Identifier: MIT */
/* The report's charts, for the page and as files of their own. chart.h has the pieces that they are drawn of. */
#ifndef REPORT_CHART_CHARTS_H
#define REPORT_CHART_CHARTS_H
#include "report/analysis/drift.h"
#include "report/analysis/frontier.h"
#include "report/chart/chart.h"
#include "report/file/error.h"

/* Draws time against memory: the points, their names and the frontier. Adds nothing when there are no points. `id` is unique in
 * the page, here and below. */
void report_frontier_chart(struct report_text *, const struct report_result *, enum report_chart_home, const char *id);

/* Draws the times of one workload: a row per strategy with every sample, the median and its interval. Adds nothing without
 * times. */
void report_samples_chart(struct report_text *, const struct report_result *, size_t workload, enum report_chart_home,
                          const char *id);

/* Draws a line over the rounds, one against the others. Adds nothing when fewer than two have samples. */
void report_drift_chart(struct report_text *, const struct report_drift *, enum report_chart_home, const char *id);

/* Writes frontier.svg and, per workload, NAME.svg into the directory, which is made when missing. In NAME a `-` replaces every
 * character other than a letter, digit, dot, plus, underscore or hyphen. Files of a second and further result have its number in
 * front ("2-ready.svg"). A name that is already taken gets hyphens behind. Each file is whole or not there. */
REPORT_MUST_USE enum report_status report_svg_files_write(const char *directory, struct report_result *const *results,
                                                          size_t count, struct report_complaint *);

#endif
