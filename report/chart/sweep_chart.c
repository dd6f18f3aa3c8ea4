/* SPDX-License-Identifier: MIT */
/* Draws a sweep: the lines of its rows, their names at the ends, and rings where the stackful row crosses another. */
#include "report/chart/chart.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/crossing.h"

enum { WIDTH = 312, HEIGHT = 214, LEFT = 36, RIGHT = 195, TOP = 22, BOTTOM = 190, NAME_HEIGHT = 12, NAME_COLUMNS = 17 };

struct plot {
    const struct report_chart *chart;
    const struct report_result *result;
    const struct report_sweep *sweep;
    struct report_axis x, y;
};

/* The height of the line: the median, or its multiple of box's; NAN where the file has no such number. */
static double value_at(const struct report_result *result, const struct report_sweep *sweep, size_t row, size_t size)
{
    const struct report_series *series = report_sweep_series(result, sweep, (enum report_sweep_row)row, size);
    const struct report_series *box = report_sweep_series(result, sweep, REPORT_SWEEP_BOX, size);

    if (series == NULL || (sweep->is_multiple && box == NULL))
        return NAN;
    return sweep->is_multiple ? series->median / box->median : series->median;
}

/* A logarithmic axis of at least a factor of three, so that it has a mark. */
static struct report_axis height_axis(const struct report_result *result, const struct report_sweep *sweep)
{
    double low = INFINITY, high = 0;

    for (size_t row = 0; row < REPORT_SWEEP_ROWS; row++)
        for (size_t i = 0; i < sweep->count; i++) {
            low = fmin(low, value_at(result, sweep, row, i));
            high = fmax(high, value_at(result, sweep, row, i));
        }
    if (high == 0)
        return (struct report_axis){REPORT_AXIS_LOGARITHMIC, 1, 3, BOTTOM, TOP};
    double spare = fmax(1.08, sqrt(3 * low / high));
    return (struct report_axis){REPORT_AXIS_LOGARITHMIC, low / spare, high * spare, BOTTOM, TOP};
}

static struct report_number unit_free(const struct report_sweep *sweep, double value)
{
    struct report_number number = {""};

    if (sweep->is_multiple)
        return report_number_trimmed(report_number_multiple(value));
    snprintf(number.text, sizeof number.text, value < 1000 ? "%.3g" : "%.3gk", value < 1000 ? value : value / 1000);
    return number;
}

static void draw_axes(const struct plot *plot)
{
    double ticks[REPORT_AXIS_TICKS], used = -INFINITY;
    size_t count = report_axis_ticks(&plot->y, 5, ticks);

    report_chart_words(plot->chart, 2, 11, "dim", plot->sweep->measured);
    report_text_add(plot->chart->text, "<path class=\"grid\" d=\"");
    for (size_t i = 0; i < count; i++)
        report_text_format(plot->chart->text, "M%d %.1fH%d", LEFT, report_axis_place(&plot->y, ticks[i]), RIGHT);
    report_text_add(plot->chart->text, "\"/>\n");
    for (size_t i = 0; i < count; i++)
        report_chart_words(plot->chart, LEFT - 5, report_axis_place(&plot->y, ticks[i]) + 3.5, "dim num end",
                           unit_free(plot->sweep, ticks[i]).text);
    for (size_t i = 0; i < plot->sweep->count; i++) {
        struct report_number mark = report_sweep_mark(plot->sweep, i);
        double x = report_axis_place(&plot->x, plot->sweep->sizes[i]), half = report_chart_words_width(mark.text) / 2;
        if (x - half < used)
            continue;
        report_chart_words(plot->chart, x, BOTTOM + 18, "dim num mid", mark.text);
        used = x + half + 4;
    }
    report_chart_words(plot->chart, fmax(used, RIGHT + 6), BOTTOM + 18, "dim", plot->sweep->along);
}

/* Adds "box: 22.9 ns at 1, 83.0 ns at 4". */
static void add_values(const struct plot *plot, size_t row)
{
    const char *separator = ": ";

    report_html(plot->chart->text, "<title>%s", plot->result->strategies[plot->sweep->rows[row]].name);
    for (size_t i = 0; i < plot->sweep->count; i++) {
        double value = value_at(plot->result, plot->sweep, row, i);
        if (isnan(value))
            continue;
        struct report_number number = plot->sweep->is_multiple ? report_number_multiple(value) :
            plot->sweep->is_of_memory ? report_number_bytes(value) : report_number_time(value);
        report_html(plot->chart->text, "%s%s at %s", separator, number.text, report_sweep_size(plot->sweep, i).text);
        separator = ", ";
    }
    report_text_add(plot->chart->text, "</title>");
}

static const char *kind_of(size_t row)
{
    static const char *const kinds[] = {"fixed", "stackless", "stackless", "stackful", "stackful"};

    return kinds[row];
}

static bool is_dashed(size_t row) { return row == REPORT_SWEEP_POLL || row == REPORT_SWEEP_OTHER_STACK; }

static void draw_line(const struct plot *plot, size_t row)
{
    char command = 'M';

    report_text_format(plot->chart->text, "<path class=\"curve %s%s\" d=\"", kind_of(row), is_dashed(row) ? " dashed" : "");
    for (size_t i = 0; i < plot->sweep->count; i++) {
        double value = value_at(plot->result, plot->sweep, row, i);
        if (!isnan(value))
            report_text_format(plot->chart->text, "%c%.1f %.1f", command, report_axis_place(&plot->x, plot->sweep->sizes[i]),
                               report_axis_place(&plot->y, value));
        command = isnan(value) ? 'M' : 'L';
    }
    report_text_add(plot->chart->text, "\"/>");
    report_text_format(plot->chart->text, "<path class=\"points %s\" d=\"", kind_of(row));
    for (size_t i = 0; i < plot->sweep->count; i++) {
        double value = value_at(plot->result, plot->sweep, row, i);
        if (!isnan(value))
            report_text_format(plot->chart->text, "M%.1f %.1fh0", report_axis_place(&plot->x, plot->sweep->sizes[i]),
                               report_axis_place(&plot->y, value));
    }
    report_text_add(plot->chart->text, "\">");
    add_values(plot, row);
    report_text_add(plot->chart->text, "</path>\n");
}

/* The height at which the line ends; NAN for a line that is not there. */
static double end_of(const struct plot *plot, size_t row)
{
    for (size_t i = plot->sweep->count; i-- > 0;) {
        double value = value_at(plot->result, plot->sweep, row, i);
        if (!isnan(value))
            return report_axis_place(&plot->y, value);
    }
    return NAN;
}

/* Writes the names beside the ends of the lines, from the top down, each below the one before it, and all within the plot. */
static void draw_names(const struct plot *plot)
{
    double ends[REPORT_SWEEP_ROWS];
    size_t rows[REPORT_SWEEP_ROWS], count = 0;

    for (size_t row = 0; row < REPORT_SWEEP_ROWS; row++) {
        double end = end_of(plot, row);
        if (isnan(end))
            continue;
        size_t at = count++;
        for (; at > 0 && ends[at - 1] > end; at--) {
            ends[at] = ends[at - 1];
            rows[at] = rows[at - 1];
        }
        ends[at] = end;
        rows[at] = row;
    }
    for (size_t i = 1; i < count; i++)
        ends[i] = fmax(ends[i], ends[i - 1] + NAME_HEIGHT);
    for (size_t i = count, limit = BOTTOM; i-- > 0; limit -= NAME_HEIGHT)
        ends[i] = fmin(ends[i], (double)limit);
    for (size_t i = 0; i < count; i++) {
        const char *name = plot->result->strategies[plot->sweep->rows[rows[i]]].name;
        char shown[128], classes[32];
        size_t length = report_utf8_fit(name, NAME_COLUMNS);
        snprintf(shown, sizeof shown, "%.*s%s", (int)length, name, name[length] == '\0' ? "" : "…");
        snprintf(classes, sizeof classes, "name %s", kind_of(rows[i]));
        report_chart_words(plot->chart, RIGHT + 6, ends[i] + 4, classes, shown);
    }
}

/* Where the two lines meet within the bracket; the middle of it where a missing value hides that. */
static void meet(const struct plot *plot, size_t row, const struct report_bracket *bracket, double *x, double *y)
{
    double left = report_axis_place(&plot->x, plot->sweep->sizes[bracket->from]);
    double right = report_axis_place(&plot->x, plot->sweep->sizes[bracket->to]);
    double own = value_at(plot->result, plot->sweep, REPORT_SWEEP_STACK, bracket->from);

    *x = (left + right) / 2;
    *y = report_axis_place(&plot->y, own);
    for (size_t i = bracket->from; i < bracket->to; i++) {
        double before = report_axis_place(&plot->y, value_at(plot->result, plot->sweep, REPORT_SWEEP_STACK, i));
        double after = report_axis_place(&plot->y, value_at(plot->result, plot->sweep, REPORT_SWEEP_STACK, i + 1));
        double gap = before - report_axis_place(&plot->y, value_at(plot->result, plot->sweep, row, i));
        double next = after - report_axis_place(&plot->y, value_at(plot->result, plot->sweep, row, i + 1));
        if (!(gap * next <= 0) || gap == next)
            continue;
        left = report_axis_place(&plot->x, plot->sweep->sizes[i]);
        right = report_axis_place(&plot->x, plot->sweep->sizes[i + 1]);
        *x = left + (right - left) * gap / (gap - next);
        *y = before + (after - before) * gap / (gap - next);
        return;
    }
}

/* The name that was written last, and its place. */
struct written { char words[80]; double x, y; };

/* Writes the name of the bracket above its ring; below where another stands above, and not again where the same does. */
static void name_ring(const struct plot *plot, double x, double y, const struct report_bracket *bracket, struct written *last)
{
    bool is_close = fabs(x - last->x) < 60 && fabs(y - last->y) < 16;
    char words[80];

    snprintf(words, sizeof words, "%s–%s", report_sweep_mark(plot->sweep, bracket->from).text,
             report_sweep_mark(plot->sweep, bracket->to).text);
    if (is_close && strcmp(words, last->words) == 0)
        return;
    double middle = fmin(x, RIGHT + 4 - report_chart_words_width(words) / 2);
    report_chart_words(plot->chart, middle, is_close ? y + 18 : y - 10, "halo mid", words);
    *last = (struct written){.x = x, .y = y};
    memcpy(last->words, words, sizeof words);
}

static void draw_rings(const struct plot *plot)
{
    struct report_crossing crossing;
    struct written last = {.x = -INFINITY};

    for (size_t row = 0; row < REPORT_SWEEP_STACK; row++) {
        report_crossing_find(plot->result, plot->sweep, REPORT_SWEEP_STACK, (enum report_sweep_row)row, &crossing);
        for (size_t i = 0; i < crossing.count; i++) {
            double x, y;
            meet(plot, row, &crossing.brackets[i], &x, &y);
            report_text_format(plot->chart->text, "<circle class=\"ring\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"/>\n", x, y);
            name_ring(plot, x, y, &crossing.brackets[i], &last);
        }
    }
}

void report_sweep_chart(struct report_text *text, const struct report_result *result, const struct report_sweep *sweep,
                        enum report_chart_home home, const char *id)
{
    struct report_chart chart = {text, WIDTH, HEIGHT, "small"};
    struct plot plot = {&chart, result, sweep,
                        {REPORT_AXIS_LOGARITHMIC, sweep->sizes[0], sweep->sizes[sweep->count - 1], LEFT + 8, RIGHT - 4},
                        height_axis(result, sweep)};
    struct report_text words = {0};

    report_sweep_say(result, sweep, &words);
    report_chart_begin(&chart, home, id, sweep->title, report_text_string(&words));
    report_text_fini(&words);
    draw_axes(&plot);
    for (size_t row = 0; row < REPORT_SWEEP_ROWS; row++)
        if (!isnan(end_of(&plot, row)))
            draw_line(&plot, row);
    draw_names(&plot);
    draw_rings(&plot);
    report_chart_end(&chart);
}
