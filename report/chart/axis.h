/* SPDX-License-Identifier: MIT */
/* A chart's axis: the place of a value on the picture, and the values that get a mark. All charts place their points by it. */
#ifndef REPORT_CHART_AXIS_H
#define REPORT_CHART_AXIS_H
#include <stddef.h>

enum report_axis_scale { REPORT_AXIS_LINEAR, REPORT_AXIS_LOGARITHMIC };

enum { REPORT_AXIS_TICKS = 24 };  /* the most marks that an axis has */

struct report_axis {
    enum report_axis_scale scale;
    double low, high;       /* the values at its ends: low < high, and both positive when logarithmic */
    double from, to;        /* the picture's coordinates of these ends */
};

/* An axis that shows `low` to `high` with some room around, from coordinate `from` to `to`: logarithmic when all is positive and
 * spans more than a factor of five, else linear and beginning at 0 where nothing is negative. */
struct report_axis report_axis_over(double low, double high, double from, double to);

double report_axis_place(const struct report_axis *, double value);

/* Round values to mark, ascending, at most about `wanted` of them; returns how many. */
size_t report_axis_ticks(const struct report_axis *, size_t wanted, double ticks[REPORT_AXIS_TICKS]);

#endif
