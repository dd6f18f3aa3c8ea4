/* SPDX-License-Identifier: MIT */
/* Draws the report's charts, for the page and as files. Also declares their parts: axes, label places, the SVG element. */
#ifndef REPORT_CHART_CHART_H
#define REPORT_CHART_CHART_H
#include <stddef.h>
#include "report/analysis/sentence.h"
#include "report/analysis/ranking.h"
#include "report/file/error.h"
#include "report/result/result.h"
#include "report/text/text.h"

enum report_axis_scale { REPORT_AXIS_LINEAR, REPORT_AXIS_LOGARITHMIC };

enum { REPORT_AXIS_TICKS = 24 };  /* the most marks that an axis has */

/* The place of a value on the picture. */
struct report_axis {
    enum report_axis_scale scale;
    double low, high;       /* the values at its ends: low < high, and both positive when logarithmic */
    double from, to;        /* the picture's coordinates of these ends */
};

/* Returns an axis that shows `low` to `high` with some room around, from coordinate `from` to `to`. It is logarithmic when all
 * values are positive and span more than a factor of five. Else it is linear, and begins at 0 when no value is negative. */
struct report_axis report_axis_over(double low, double high, double from, double to);

double report_axis_place(const struct report_axis *, double value);

/* Gives round values to mark, ascending, about `wanted` of them at most. Returns their number. */
size_t report_axis_ticks(const struct report_axis *, size_t wanted, double ticks[REPORT_AXIS_TICKS]);

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

/* Draws the lines and numbers of an axis along the bottom (x) or the left (y) of a plot. The plot's other extent is from `near`
 * to `far`. */
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

struct report_box {
    double left, top, right, bottom;
};

struct report_label {
    double point_x, point_y;    /* the labelled point */
    double width, height;       /* of the words */
    struct report_box box;        /* out: the place of the words */
    double distance;            /* out: from the point; far labels need a line to it */
};

/* Places each label in turn, as near to its point as the room within `frame` allows. Labels avoid the points of all labels and
 * the obstacles. Where there is no room, the words cover as little as they can. Deterministic. */
void report_labels_place(struct report_label *labels, size_t count, const struct report_box *obstacles, size_t obstacle_count,
                         const struct report_box *frame);

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
 * front ("2-ready.svg"). A name that is already taken gets hyphens behind. Each file is whole or not there. A chart
 * that would replace a result file, one of the `outputs` (NULL: none), or a chart of the same call is refused. */
REPORT_MUST_USE enum report_status report_svg_files_write(const char *directory, struct report_result *const *results,
                                                          size_t count, const char *const *outputs, size_t output_count,
                                                          struct report_complaint *);

#endif
