/* SPDX-License-Identifier: MIT */
/* What all charts share: the SVG element with its title and description, the style, axes, and marks by kind of strategy. */
#ifndef CORO_REPORT_CHART_H
#define CORO_REPORT_CHART_H
#include "report/axis.h"
#include "report/result.h"
#include "report/text.h"

enum coro_chart_home {
    CORO_CHART_IN_PAGE,     /* takes its style from the page */
    CORO_CHART_IN_FILE,     /* carries its style and a background, and reads alone, in light and dark */
};

struct coro_chart {
    struct coro_text *text;     /* what is drawn goes here; the caller's */
    double width, height;
};

/* Begins the chart: `id` makes its title's name unique in a page; title and description are escaped. */
void coro_chart_begin(const struct coro_chart *, enum coro_chart_home, const char *id, const char *title,
                      const char *description);
void coro_chart_end(const struct coro_chart *);

/* Words at (x, y), escaped; `classes` are those of the style. */
void coro_chart_words(const struct coro_chart *, double x, double y, const char *classes, const char *words);
void coro_chart_line(const struct coro_chart *, double x1, double y1, double x2, double y2, const char *classes);

/* The lines and numbers of an axis along the bottom (x), or the left (y), of a plot whose other extent is from `near` to
 * `far`. */
typedef struct coro_number coro_chart_number(double value);
void coro_chart_x_axis(const struct coro_chart *, const struct coro_axis *, double top, double bottom,
                       coro_chart_number *number);
void coro_chart_y_axis(const struct coro_chart *, const struct coro_axis *, double left, double right,
                       coro_chart_number *number);

/* The class of a strategy's marks: "stackless", "stackful", "mixed", or "fixed" for those that have no frame
 * to place behind a dyn next(): peers, the static protocol, poll_next. */
const char *coro_chart_kind(const struct coro_strategy *);
/* A point's mark: a disc, square, diamond or ring, by kind. */
void coro_chart_mark(const struct coro_chart *, double x, double y, const char *kind);
/* The four kinds' marks with their meaning, from (x, y) to the right. */
void coro_chart_legend(const struct coro_chart *, double x, double y);

/* The width that words take at most, in the chart's font. */
double coro_chart_words_width(const char *words);

/* The rules for everything above, as CSS that leans on the variables which coro_page_style and coro_chart_begin define. */
const char *coro_chart_style(void);
/* The variables' values, as CSS, for light and dark: "NAME: value; ...". */
const char *coro_chart_light(void);
const char *coro_chart_dark(void);

#endif
