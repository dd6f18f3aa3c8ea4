/* SPDX-License-Identifier: MIT */
/* The pieces that all charts are drawn of: the SVG element with its title and description, the style, axes, and marks by kind of
 * strategy. charts.h has the charts. */
#ifndef REPORT_CHART_CHART_H
#define REPORT_CHART_CHART_H
#include "report/chart/axis.h"
#include "report/result/result.h"
#include "report/text/text.h"

enum report_chart_home {
    REPORT_CHART_IN_PAGE,     /* takes its style from the page */
    REPORT_CHART_IN_FILE,     /* carries its style and a background, and reads alone, in light and dark */
};

struct report_chart {
    struct report_text *text;     /* the drawing is added here; the caller's */
    double width, height;
};

/* Begins the chart: `id` makes its title's name unique in a page; title and description are escaped. */
void report_chart_begin(const struct report_chart *, enum report_chart_home, const char *id, const char *title,
                        const char *description);
void report_chart_end(const struct report_chart *);

/* Words at (x, y), escaped; `classes` are those of the style. */
void report_chart_words(const struct report_chart *, double x, double y, const char *classes, const char *words);
void report_chart_line(const struct report_chart *, double x1, double y1, double x2, double y2, const char *classes);

/* The lines and numbers of an axis along the bottom (x), or the left (y), of a plot whose other extent is from `near` to
 * `far`. */
typedef struct report_number report_chart_number(double value);
void report_chart_x_axis(const struct report_chart *, const struct report_axis *, double top, double bottom,
                         report_chart_number *number);
void report_chart_y_axis(const struct report_chart *, const struct report_axis *, double left, double right,
                         report_chart_number *number);

/* The class of a strategy's marks: "stackless", "stackful", "mixed", or "fixed" for those that have no frame to place behind a
 * dyn next(): peers, the static protocol, poll_next. */
const char *report_chart_kind(const struct report_strategy *);
/* A point's mark: a disc, square, diamond or ring, by kind. */
void report_chart_mark(const struct report_chart *, double x, double y, const char *kind);
/* The four kinds' marks with their meaning, from (x, y) to the right. */
void report_chart_legend(const struct report_chart *, double x, double y);

/* The width that words take at most, in the chart's font. */
double report_chart_words_width(const char *words);

/* chart.css, embedded (chart_css.S): the colours and the rules for everything above. */
extern const char report_chart_css[];

#endif
