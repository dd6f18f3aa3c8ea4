/* SPDX-License-Identifier: MIT */
/* Owns the drawing of time against memory, and the placing of its labels; ranking.c finds the frontier. The placing is greedy:
 * each label tries places on growing rings around its point and takes the cheapest. Good enough for some tens of labels; the best
 * placement of all is NP-hard. */
#include <math.h>
#include <stdio.h>
#include "report/chart/chart.h"

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

enum { WIDTH = 900, HEIGHT = 540, LEFT = 64, RIGHT = 880, TOP = 40, BOTTOM = 484 };

static struct report_axis time_axis(const struct report_frontier *frontier)
{
    double low = frontier->points[0].time_ns, high = low;

    for (size_t i = 1; i < frontier->count; i++) {
        low = fmin(low, frontier->points[i].time_ns);
        high = fmax(high, frontier->points[i].time_ns);
    }
    return report_axis_over(low, high, BOTTOM, TOP);
}

/* Draws the frontier's line, from the top over the points to the right, and keeps its steps as boxes for the labels to avoid.
 * Returns how many. */
static size_t draw_frontier(const struct report_chart *chart, const struct report_frontier *frontier, const struct report_axis *x,
                            const struct report_axis *y, struct report_box *steps)
{
    double at_x = LEFT, at_y = TOP;
    size_t count = 0;

    report_text_add(chart->text, "<path class=\"front\" d=\"");
    for (size_t i = 0; i < frontier->count; i++) {
        if (!frontier->points[i].is_on_frontier)
            continue;
        double next_x = report_axis_place(x, frontier->points[i].bytes);
        double next_y = report_axis_place(y, frontier->points[i].time_ns);
        if (count == 0) {
            report_text_format(chart->text, "M%.1f %dV%.1f", next_x, TOP, next_y);
        } else {
            report_text_format(chart->text, "H%.1fV%.1f", next_x, next_y);
            steps[count++] = (struct report_box){at_x, at_y - 2, next_x, at_y + 2};
        }
        steps[count++] = (struct report_box){next_x - 2, at_y, next_x + 2, next_y};
        at_x = next_x;
        at_y = next_y;
    }
    if (count > 0) {
        report_text_format(chart->text, "H%d", RIGHT);
        steps[count++] = (struct report_box){at_x, at_y - 2, RIGHT, at_y + 2};
    }
    report_text_add(chart->text, "\"/>\n");
    return count;
}

/* Draws the words at the edge of their box that is next to the point: their real width is less than the box's. */
static void draw_label(const struct report_chart *chart, const struct report_label *label, const char *name, bool is_strong)
{
    double near_x = fmin(fmax(label->point_x, label->box.left), label->box.right);
    double near_y = fmin(fmax(label->point_y, label->box.top), label->box.bottom);
    const char *classes = is_strong ? "mid strong" : "mid";
    double x = (label->box.left + label->box.right) / 2;

    if (near_x == label->box.left || near_x == label->box.right) {
        x = near_x;
        classes = near_x == label->box.left ? (is_strong ? "strong" : "") : (is_strong ? "end strong" : "end");
    }
    if (label->distance > 15)
        report_chart_line(chart, label->point_x, label->point_y, near_x, near_y, "lead");
    report_chart_words(chart, x, label->box.bottom - 3, classes, name);
}

static void draw_points(const struct report_chart *chart, const struct report_result *result,
                        const struct report_frontier *frontier, const struct report_axis *x, const struct report_axis *y)
{
    static const struct report_box frame = {LEFT + 2, TOP + 2, RIGHT - 2, BOTTOM - 2};
    struct report_box steps[2 * REPORT_LONGEST_TABLE + 1];
    struct report_label labels[REPORT_LONGEST_TABLE];
    size_t step_count = draw_frontier(chart, frontier, x, y, steps);

    for (size_t i = 0; i < frontier->count; i++) {
        const struct report_frontier_point *point = &frontier->points[i];
        labels[i] = (struct report_label){.point_x = report_axis_place(x, point->bytes),
                                        .point_y = report_axis_place(y, point->time_ns),
                                        .width = report_chart_words_width(result->strategies[point->strategy].name),
                                        .height = 14};
    }
    report_labels_place(labels, frontier->count, steps, step_count, &frame);
    for (size_t i = 0; i < frontier->count; i++)
        draw_label(chart, &labels[i], result->strategies[frontier->points[i].strategy].name, frontier->points[i].is_on_frontier);
    for (size_t i = 0; i < frontier->count; i++)
        report_chart_mark(chart, labels[i].point_x, labels[i].point_y,
                          report_chart_kind(&result->strategies[frontier->points[i].strategy]));
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

void report_frontier_chart(struct report_text *text, const struct report_result *result, enum report_chart_home home,
                           const char *id)
{
    struct report_chart chart = {text, WIDTH, HEIGHT};
    struct report_frontier frontier;
    struct report_axis x, y;
    char words[1024];

    report_frontier_find(result, &frontier);
    if (frontier.count == 0)
        return;
    x = report_axis_over(frontier.points[0].bytes, frontier.points[frontier.count - 1].bytes, LEFT, RIGHT);
    y = time_axis(&frontier);
    describe(result, &frontier, words, sizeof words);
    report_chart_begin(&chart, home, id, "Time per item against memory per waiting task", words);
    snprintf(words, sizeof words, "time per item on %.80s (median%s)", result->workloads[frontier.time_workload].name,
             y.scale == REPORT_AXIS_LOGARITHMIC ? ", log scale" : "");
    report_chart_words(&chart, 14, 22, "dim", words);
    report_chart_legend(&chart, 320, 22);
    report_chart_x_axis(&chart, &x, TOP, BOTTOM, report_number_count);   /* its marks are powers of ten */
    report_chart_y_axis(&chart, &y, LEFT, RIGHT, report_number_time);
    snprintf(words, sizeof words, "bytes per waiting task on %.80s%s", result->workloads[frontier.memory_workload].name,
             x.scale == REPORT_AXIS_LOGARITHMIC ? " (log scale)" : "");
    report_chart_words(&chart, RIGHT, HEIGHT - 18, "dim end", words);
    draw_points(&chart, result, &frontier, &x, &y);
    report_chart_end(&chart);
}
