/* SPDX-License-Identifier: MIT */
/* Owns the drawing of time against memory, and the placing of its labels; ranking.c finds the frontier. The placing is greedy:
 * each label tries places on growing rings around its point and takes the cheapest. Good enough for some tens of labels; the best
 * placement of all is NP-hard. */
#include <math.h>
#include <stdio.h>
#include "report/chart/chart.h"
#include "report/analysis/ranking.h"

static const double point_radius = 7;
static const double rings[] = {11, 20, 32, 46, 62, 80, 100, 124, 150};
enum { RING_COUNT = sizeof rings / sizeof rings[0], DIRECTIONS = 16 };

static double overlap(const struct report_box *a, const struct report_box *b)
{
    double width = fmin(a->right, b->right) - fmax(a->left, b->left);
    double height = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);

    return width > 0 && height > 0 ? width * height : 0;
}

static double outside(const struct report_box *box, const struct report_box *frame)
{
    return fmax(frame->left - box->left, 0) + fmax(box->right - frame->right, 0) + fmax(frame->top - box->top, 0) +
           fmax(box->bottom - frame->bottom, 0);
}

/* The box whose nearest edge or corner is `distance` away from the point in that direction. */
static struct report_box candidate(const struct report_label *label, double distance, int direction)
{
    double angle = 2 * acos(-1) * direction / DIRECTIONS;
    double x = label->point_x + distance * cos(angle), y = label->point_y + distance * sin(angle);
    double left = x - label->width * (1 - cos(angle)) / 2, top = y - label->height * (1 - sin(angle)) / 2;

    return (struct report_box){left, top, left + label->width, top + label->height};
}

/* The cost of putting the label of index `own` there. The labels before it have their boxes already. */
static double cost(const struct report_box *box, const struct report_label *labels, size_t count, size_t own,
                   const struct report_box *obstacles, size_t obstacle_count, const struct report_box *frame)
{
    double sum = 40 * outside(box, frame);

    for (size_t i = 0; i < count; i++) {
        struct report_box point = {labels[i].point_x - point_radius, labels[i].point_y - point_radius,
                                 labels[i].point_x + point_radius, labels[i].point_y + point_radius};
        sum += 20 * overlap(box, &point);
        if (i < own)
            sum += 20 * overlap(box, &labels[i].box);
    }
    for (size_t i = 0; i < obstacle_count; i++)
        sum += 2 * overlap(box, &obstacles[i]);
    return sum;
}

void report_labels_place(struct report_label *labels, size_t count, const struct report_box *obstacles, size_t obstacle_count,
                         const struct report_box *frame)
{
    for (size_t own = 0; own < count; own++) {
        double cheapest = INFINITY;
        for (size_t ring = 0; ring < RING_COUNT; ring++)
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                struct report_box box = candidate(&labels[own], rings[ring], direction);
                double price = rings[ring] + cost(&box, labels, count, own, obstacles, obstacle_count, frame);
                if (price >= cheapest)
                    continue;
                cheapest = price;
                labels[own].box = box;
                labels[own].distance = rings[ring];
            }
    }
}

/* The places of a drawing: 12-pixel letters have to stay readable in the width of a phone, where a wide drawing would shrink. */
struct layout {
    double width, height, left, right, top, bottom;
    const char *classes;
};
static const struct layout layouts[] = {
    [REPORT_CHART_WIDE] = {760, 430, 60, 746, 40, 380, "wide"},
    [REPORT_CHART_NARROW] = {360, 420, 50, 352, 74, 372, "small narrow"},
};

struct plot {
    const struct report_chart *chart;
    const struct report_result *result;
    const struct report_frontier *frontier;
    const struct layout *layout;
    bool has_titles;            /* a phone has nothing to point with */
    struct report_axis x, y;
};

static struct report_axis time_axis(const struct report_frontier *frontier, const struct layout *layout)
{
    double low = frontier->points[0].time_ns, high = low;

    for (size_t i = 1; i < frontier->count; i++) {
        low = fmin(low, frontier->points[i].time_ns);
        high = fmax(high, frontier->points[i].time_ns);
    }
    return report_axis_over(low, high, layout->bottom, layout->top);
}

/* Draws the frontier's line, from the top over the points to the right, and keeps its steps as boxes for the labels to avoid.
 * Returns how many. */
static size_t draw_frontier(const struct plot *plot, struct report_box *steps)
{
    double at_x = plot->layout->left, at_y = plot->layout->top;
    size_t count = 0;

    report_text_add(plot->chart->text, "<path class=\"front\" d=\"");
    for (size_t i = 0; i < plot->frontier->count; i++) {
        const struct report_frontier_point *point = &plot->frontier->points[i];
        if (!point->is_on_frontier)
            continue;
        double next_x = report_axis_place(&plot->x, point->bytes), next_y = report_axis_place(&plot->y, point->time_ns);
        if (count == 0) {
            report_text_format(plot->chart->text, "M%.1f %.0fV%.1f", next_x, at_y, next_y);
        } else {
            report_text_format(plot->chart->text, "H%.1fV%.1f", next_x, next_y);
            steps[count++] = (struct report_box){at_x, at_y - 2, next_x, at_y + 2};
        }
        steps[count++] = (struct report_box){next_x - 2, at_y, next_x + 2, next_y};
        at_x = next_x;
        at_y = next_y;
    }
    if (count > 0) {
        report_text_format(plot->chart->text, "H%.0f", plot->layout->right);
        steps[count++] = (struct report_box){at_x, at_y - 2, plot->layout->right, at_y + 2};
    }
    report_text_add(plot->chart->text, "\"/>\n");
    return count;
}

/* Draws the words at the edge of their box that is next to the point: their real width is less than the box's. */
static void draw_label(const struct report_chart *chart, const struct report_label *label, const char *name)
{
    double near_x = fmin(fmax(label->point_x, label->box.left), label->box.right);
    double near_y = fmin(fmax(label->point_y, label->box.top), label->box.bottom);
    const char *classes = "mid halo";
    double x = (label->box.left + label->box.right) / 2;

    if (near_x == label->box.left || near_x == label->box.right) {
        x = near_x;
        classes = near_x == label->box.left ? "halo" : "end halo";
    }
    if (label->distance > 15)
        report_chart_line(chart, label->point_x, label->point_y, near_x, near_y, "lead");
    report_chart_words(chart, x, label->box.bottom - 3, classes, name);
}

static struct report_label label_of(const struct plot *plot, const struct report_frontier_point *point)
{
    return (struct report_label){.point_x = report_axis_place(&plot->x, point->bytes),
                                 .point_y = report_axis_place(&plot->y, point->time_ns),
                                 .width = report_chart_words_width(plot->result->strategies[point->strategy].name),
                                 .height = 14};
}

/* Only rows on the frontier are named; the others' names show when one points at them. */
static void draw_names(const struct plot *plot)
{
    const struct layout *layout = plot->layout;
    const struct report_box frame = {layout->left + 2, layout->top + 2, layout->right - 2, layout->bottom - 2};
    struct report_box obstacles[3 * REPORT_LONGEST_TABLE + 1];
    struct report_label labels[REPORT_LONGEST_TABLE];
    size_t named[REPORT_LONGEST_TABLE], count = 0, obstacle_count = draw_frontier(plot, obstacles);

    for (size_t i = 0; i < plot->frontier->count; i++) {
        struct report_label label = label_of(plot, &plot->frontier->points[i]);
        double x = label.point_x, y = label.point_y;
        if (plot->frontier->points[i].is_on_frontier) {
            labels[count] = label;
            named[count++] = plot->frontier->points[i].strategy;
        } else {
            obstacles[obstacle_count++] = (struct report_box){x - point_radius, y - point_radius, x + point_radius,
                                                              y + point_radius};
        }
    }
    report_labels_place(labels, count, obstacles, obstacle_count, &frame);
    for (size_t i = 0; i < count; i++)
        draw_label(plot->chart, &labels[i], plot->result->strategies[named[i]].name);
}

static void draw_points(const struct plot *plot)
{
    for (size_t i = 0; i < plot->frontier->count; i++) {
        const struct report_frontier_point *point = &plot->frontier->points[i];
        const struct report_strategy *strategy = &plot->result->strategies[point->strategy];
        struct report_label label = label_of(plot, point);
        char title[192];
        snprintf(title, sizeof title, "%.120s: %s, %s", strategy->name, report_number_time(point->time_ns).text,
                 report_number_bytes(point->bytes).text);
        report_chart_mark(plot->chart, label.point_x, label.point_y, report_chart_kind(strategy),
                          plot->has_titles ? title : NULL);
    }
}

static void describe(const struct report_result *result, const struct report_frontier *frontier, char *words, size_t size)
{
    size_t used = (size_t)snprintf(words, size, "One mark per strategy. On the frontier:");

    for (size_t i = 0; i < frontier->count && used < size; i++)
        if (frontier->points[i].is_on_frontier)
            used += (size_t)snprintf(words + used, size - used, " %.60s (%s, %s)",
                                     result->strategies[frontier->points[i].strategy].name,
                                     report_number_bytes(frontier->points[i].bytes).text,
                                     report_number_time(frontier->points[i].time_ns).text);
}

static void draw_axes(const struct plot *plot)
{
    const struct layout *layout = plot->layout;
    char words[160];

    snprintf(words, sizeof words, "time per item on %.60s%s", plot->result->workloads[plot->frontier->time_workload].name,
             plot->y.scale == REPORT_AXIS_LOGARITHMIC ? ", log scale" : "");
    report_chart_words(plot->chart, 4, 16, "dim", words);
    report_chart_legend(plot->chart, layout->left > 55 ? 256 : 0, layout->left > 55 ? 16 : 36, layout->right);
    report_chart_x_axis(plot->chart, &plot->x, layout->top, layout->bottom, report_number_count);
    report_chart_y_axis(plot->chart, &plot->y, layout->left, layout->right, report_number_time);
    snprintf(words, sizeof words, "bytes per waiting task on %.60s%s",
             plot->result->workloads[plot->frontier->memory_workload].name,
             plot->x.scale == REPORT_AXIS_LOGARITHMIC ? ", log scale" : "");
    report_chart_words(plot->chart, layout->right, layout->bottom + 34, "dim end", words);
}

void report_frontier_chart(struct report_text *text, const struct report_result *result, enum report_chart_home home,
                           enum report_chart_size size, const char *id)
{
    const struct layout *layout = &layouts[size];
    struct report_chart chart = {text, layout->width, layout->height, layout->classes};
    struct report_frontier frontier;
    char words[1024];

    report_frontier_find(result, &frontier);
    if (frontier.count == 0)
        return;
    struct plot plot = {&chart, result, &frontier, layout, size == REPORT_CHART_WIDE,
                        report_axis_over(frontier.points[0].bytes, frontier.points[frontier.count - 1].bytes, layout->left,
                                         layout->right), time_axis(&frontier, layout)};
    describe(result, &frontier, words, sizeof words);
    report_chart_begin(&chart, home, id, "Time per item against memory per waiting task", words);
    draw_axes(&plot);
    draw_points(&plot);
    draw_names(&plot);
    report_chart_end(&chart);
}
