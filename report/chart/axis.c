/* SPDX-License-Identifier: MIT */
/* Owns the arithmetic of axes: their ends, and round values for their marks. chart.c draws them. */
#include "report/chart/axis.h"
#include <math.h>

/* The smallest span that is divided into steps. */
static const double least_span = 1e-250;

/* Keeps the arithmetic below from overflowing on absurd values. */
static double bounded(double value) { return fmax(fmin(value, 1e250), -1e250); }

struct report_axis report_axis_over(double low, double high, double from, double to)
{
    struct report_axis axis = {.scale = REPORT_AXIS_LINEAR, .from = from, .to = to};
    double logarithm = log(fmax(low, least_span));      /* a difference of logarithms, where a quotient could overflow */
    double factor = low > 0 ? log(fmax(bounded(high), least_span)) - logarithm : 0;

    if (factor > log(5)) {
        axis.scale = REPORT_AXIS_LOGARITHMIC;
        axis.low = exp(logarithm - 0.06 * factor);
        axis.high = exp(log(bounded(high)) + 0.02 * factor);
        return axis;
    }
    axis.low = low >= 0 ? 0 : bounded(low) * 1.05;
    axis.high = bounded(high) - axis.low > least_span ? bounded(high) + 0.04 * (bounded(high) - axis.low) : axis.low + 1;
    return axis;
}

double report_axis_place(const struct report_axis *axis, double value)
{
    double share;

    if (axis->scale == REPORT_AXIS_LOGARITHMIC)
        share = (log(value) - log(axis->low)) / (log(axis->high) - log(axis->low));
    else
        share = (value - axis->low) / (axis->high - axis->low);
    return axis->from + share * (axis->to - axis->from);
}

/* The smallest of 1, 2, 5 times a power of ten that is at least `least`. */
static double round_step(double least)
{
    double power = pow(10, floor(log10(least)));

    if (power >= least)
        return power;
    if (2 * power >= least)
        return 2 * power;
    return 5 * power >= least ? 5 * power : 10 * power;
}

static size_t linear_ticks(const struct report_axis *axis, size_t wanted, double *ticks)
{
    double step = round_step((axis->high - axis->low) / (double)wanted);
    double first = ceil(axis->low / step - 1e-9);
    size_t count = 0;

    while (count < REPORT_AXIS_TICKS && (first + (double)count) * step <= axis->high) {
        ticks[count] = (first + (double)count) * step;
        count++;
    }
    return count;
}

/* The marks within a decade, many or few. */
struct decade {
    size_t count;
    double mantissas[6];
};

static size_t logarithmic_ticks(const struct report_axis *axis, size_t wanted, double *ticks)
{
    static const struct decade fine = {6, {1, 1.5, 2, 3, 5, 7}}, middle = {3, {1, 2, 5}}, coarse = {1, {1}};
    double decades = log10(axis->high) - log10(axis->low), stride = ceil(decades / (double)wanted);
    const struct decade *decade = 6 * decades <= (double)wanted ? &fine : 3 * decades <= (double)wanted ? &middle : &coarse;
    size_t count = 0;

    for (double power = floor(log10(axis->low)); power <= log10(axis->high); power += stride)
        for (size_t i = 0; i < decade->count; i++) {
            double value = decade->mantissas[i] * pow(10, power);
            if (value >= axis->low && value <= axis->high && count < REPORT_AXIS_TICKS)
                ticks[count++] = value;
        }
    return count;
}

size_t report_axis_ticks(const struct report_axis *axis, size_t wanted, double ticks[REPORT_AXIS_TICKS])
{
    if (axis->scale == REPORT_AXIS_LOGARITHMIC)
        return logarithmic_ticks(axis, wanted, ticks);
    return linear_ticks(axis, wanted, ticks);
}
