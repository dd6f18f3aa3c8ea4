/* SPDX-License-Identifier: MIT */
/* Draws the report's charts, for the page and as files. Also declares their parts: axes, label places, the SVG element. */
#ifndef REPORT_CHART_CHART_H
#define REPORT_CHART_CHART_H
#include <stddef.h>
#include "report/analysis/sentence.h"
#include "report/analysis/sweep.h"
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
    REPORT_CHART_IN_PAGE,           /* takes its style from the page */
    REPORT_CHART_IN_LIGHT_FILE,     /* these two carry their style and a background, and read alone */
    REPORT_CHART_IN_DARK_FILE,
};

struct report_chart {
    struct report_text *text;     /* the drawing is added here; the caller's */
    double width, height;
    const char *classes;          /* of the SVG element, beside "chart"; NULL for none */
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
/* A point's mark: a disc, square, diamond or ring, by kind. `title`, which may be NULL, shows when one points at it. */
void report_chart_mark(const struct report_chart *, double x, double y, const char *kind, const char *title);
/* The four kinds' marks with their meaning, from (left, y) on, in further lines where `right` leaves no room. */
void report_chart_legend(const struct report_chart *, double left, double y, double right);

/* The width that words take at most, in the chart's font. */
double report_chart_words_width(const char *words);

/* The colours and the rules for everything above, embedded (chart_css.S): for a page, in both schemes. */
extern const char report_chart_css[];
/* Their parts: the colours of either scheme, and the rules. */
extern const char report_chart_light[], report_chart_dark[], report_chart_rules[];

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

enum report_chart_size { REPORT_CHART_WIDE, REPORT_CHART_NARROW };      /* for a screen, for a phone */

/* Draws time against memory: the points, the frontier and the names on it. Adds nothing when there are no points. `id` is unique
 * in the page, here and below. */
void report_frontier_chart(struct report_text *, const struct report_result *, enum report_chart_home, enum report_chart_size,
                           const char *id);

/* Draws a line per row over the sizes of the sweep, on logarithmic axes, and rings where the stackful row crosses another. */
void report_sweep_chart(struct report_text *, const struct report_result *, const struct report_sweep *, enum report_chart_home,
                        const char *id);

/* Draws a dumbbell for each pair with rustc on that workload: the instructions of both, and the verdict. Adds nothing when no
 * pair was judged there. */
void report_dumbbell_chart(struct report_text *, const struct report_result *, size_t workload, enum report_chart_home,
                           const char *id);

/* Draws the times of one workload: a row per strategy with every sample, the median and its interval. Adds nothing without
 * times. */
void report_samples_chart(struct report_text *, const struct report_result *, size_t workload, enum report_chart_home,
                          const char *id);

/* Draws the share of an item's time that boxing is, by the item's work, with the floor of the run: points that the samples do not
 * tell from 0 are hollow. Adds nothing without work/n. */
void report_work_share_chart(struct report_text *, const struct report_result *, enum report_chart_home, const char *id);

/* Draws a line over the rounds, one against the others. Adds nothing when fewer than two have samples. */
void report_drift_chart(struct report_text *, const struct report_drift *, enum report_chart_home, const char *id);

/* Writes the charts into the directory, which is made when missing: frontier.svg, sweep-FAMILY.svg for each sweep of times,
 * sweep-memory-FAMILY.svg, rustc-WORKLOAD.svg, and WORKLOAD.svg with the workload's samples. Each has a file in dark colours
 * beside it, NAME-dark.svg: a picture in a page cannot see which scheme the page has, so the page chooses between two. In a
 * name, `-` replaces every character other than a letter, digit, dot, plus, underscore or hyphen. Files of a second and further
 * result have its number in front ("2-ready.svg"). A name that is already taken gets hyphens behind. Each file is whole or not
 * there. A chart that would replace a result file, one of the `outputs` (NULL: none), or a chart of the same call is refused. */
REPORT_MUST_USE enum report_status report_svg_files_write(const char *directory, struct report_result *const *results,
                                                          size_t count, const char *const *outputs, size_t output_count,
                                                          struct report_complaint *);

#endif
