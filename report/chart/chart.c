/* SPDX-License-Identifier: MIT */
/* Owns the SVG that all charts share, and the arithmetic of axes: their ends, and round values for their marks. The style is
 * chart.css's. */
#include "report/chart/chart.h"
#include <math.h>
#include <string.h>

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

static size_t logarithmic_ticks(const struct report_axis *axis, size_t wanted, double *ticks)
{
    static const struct decade {
        size_t count;
        double mantissas[6];
    } fine = {6, {1, 1.5, 2, 3, 5, 7}}, middle = {3, {1, 2, 5}}, coarse = {1, {1}};
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

void report_chart_begin(const struct report_chart *chart, enum report_chart_home home, const char *id, const char *title,
                        const char *description)
{
    report_html(chart->text, "<svg class=\"chart %s\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" "
                "width=\"%.0f\" height=\"%.0f\" role=\"img\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title><desc "
                "id=\"%s-d\">%s</desc>\n", chart->classes == NULL ? "" : chart->classes, chart->width, chart->height,
                chart->width, chart->height, id, id, id, title, id, description);
    if (home == REPORT_CHART_IN_PAGE)
        return;
    report_text_format(chart->text, "<style>\n%s%s</style>\n",
                       home == REPORT_CHART_IN_DARK_FILE ? report_chart_dark : report_chart_light, report_chart_rules);
    report_text_add(chart->text, "<rect class=\"sheet\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n");
}

void report_chart_end(const struct report_chart *chart) { report_text_add(chart->text, "</svg>\n"); }

/* A coordinate to a tenth, without a zero behind the point: a page has thousands. */
static double tenth(double coordinate) { return round(10 * coordinate) / 10; }

void report_chart_words(const struct report_chart *chart, double x, double y, const char *classes, const char *words)
{
    report_html(chart->text, "<text x=\"%g\" y=\"%g\"", tenth(x), tenth(y));
    if (classes[0] != '\0')
        report_html(chart->text, " class=\"%s\"", classes);
    report_html(chart->text, ">%s</text>\n", words);
}

void report_chart_line(const struct report_chart *chart, double x1, double y1, double x2, double y2, const char *classes)
{
    report_text_format(chart->text, "<path class=\"%s\" d=\"M%g %gL%g %g\"/>\n", classes, tenth(x1), tenth(y1), tenth(x2),
                       tenth(y2));
}

void report_chart_x_axis(const struct report_chart *chart, const struct report_axis *axis, double top, double bottom,
                         report_chart_number *number)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, (size_t)((axis->to - axis->from) / 60) + 1, ticks);

    report_text_add(chart->text, "<path class=\"grid\" d=\"");
    for (size_t i = 0; i < count; i++)
        report_text_format(chart->text, "M%g %gV%g", tenth(report_axis_place(axis, ticks[i])), top, bottom);
    report_text_add(chart->text, "\"/>\n");
    for (size_t i = 0; i < count; i++)
        report_chart_words(chart, report_axis_place(axis, ticks[i]), bottom + 14, "dim num mid",
                           report_number_trimmed(number(ticks[i])).text);
}

void report_chart_y_axis(const struct report_chart *chart, const struct report_axis *axis, double left, double right,
                         report_chart_number *number)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, (size_t)((axis->from - axis->to) / 40) + 1, ticks);

    report_text_add(chart->text, "<path class=\"grid\" d=\"");
    for (size_t i = 0; i < count; i++)
        report_text_format(chart->text, "M%g %gH%g", left, tenth(report_axis_place(axis, ticks[i])), right);
    report_text_add(chart->text, "\"/>\n");
    for (size_t i = 0; i < count; i++)
        report_chart_words(chart, left - 6, report_axis_place(axis, ticks[i]) + 4, "dim num end",
                           report_number_trimmed(number(ticks[i])).text);
}

const char *report_chart_kind(const struct report_strategy *strategy)
{
    if (!report_strategy_keeps_trait(strategy))
        return "fixed";
    if (report_strategy_is_stackful(strategy))
        return "stackful";
    return report_strategy_is_stackless(strategy) ? "stackless" : "mixed";
}

void report_chart_mark(const struct report_chart *chart, double x, double y, const char *kind, const char *title)
{
    const char *name = "circle";

    if (strcmp(kind, "stackful") == 0 || strcmp(kind, "mixed") == 0)
        name = "path";
    report_html(chart->text, "<%s class=\"mark %s\" ", name, kind);
    if (strcmp(kind, "stackful") == 0)
        report_text_format(chart->text, "d=\"M%g %gh10v10h-10z\"", tenth(x - 5), tenth(y - 5));
    else if (strcmp(kind, "mixed") == 0)
        report_text_format(chart->text, "d=\"M%g %gl6.5 6.5l-6.5 6.5l-6.5-6.5z\"", tenth(x), tenth(y - 6.5));
    else
        report_text_format(chart->text, "cx=\"%g\" cy=\"%g\" r=\"%s\"", tenth(x), tenth(y),
                           strcmp(kind, "fixed") == 0 ? "4.5" : "5.5");
    if (title == NULL)
        report_text_add(chart->text, "/>\n");
    else
        report_html(chart->text, "><title>%s</title></%s>\n", title, name);
}

void report_chart_legend(const struct report_chart *chart, double left, double y, double right)
{
    static const char *const kinds[][2] = {
        {"stackless", "state machines"}, {"stackful", "stackful"}, {"mixed", "caller and callee differ"},
        {"fixed", "for comparison"},
    };
    double x = left;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        double width = 34 + 0.85 * report_chart_words_width(kinds[i][1]);     /* in the smaller letters of dim words */
        if (x > left && x + width - 17 > right) {
            x = left;
            y += 18;
        }
        report_chart_mark(chart, x + 6, y - 4, kinds[i][0], NULL);
        report_chart_words(chart, x + 17, y, "dim", kinds[i][1]);
        x += width;
    }
}

double report_chart_words_width(const char *words) { return 6.6 * (double)report_utf8_width(words); }
