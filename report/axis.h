/* SPDX-License-Identifier: MIT */
/* A chart's axis: where on the picture a value lies, and which values get a mark. */
#ifndef CORO_REPORT_AXIS_H
#define CORO_REPORT_AXIS_H
#include <stddef.h>

enum coro_axis_scale { CORO_AXIS_LINEAR, CORO_AXIS_LOGARITHMIC };

enum { CORO_AXIS_TICKS = 24 };  /* the most marks that an axis has */

struct coro_axis {
    enum coro_axis_scale scale;
    double low, high;       /* the values at its ends: low < high, and both positive when logarithmic */
    double from, to;        /* the picture's coordinates of these ends */
};

/* An axis that shows `low` to `high` with some room around, from coordinate `from` to `to`: logarithmic when all is
 * positive and spans more than a factor of five, else linear and beginning at 0 where nothing is negative. */
struct coro_axis coro_axis_over(double low, double high, double from, double to);

double coro_axis_place(const struct coro_axis *, double value);

/* Round values to mark, ascending, at most about `wanted` of them; returns how many. */
size_t coro_axis_ticks(const struct coro_axis *, size_t wanted, double ticks[CORO_AXIS_TICKS]);

#endif
