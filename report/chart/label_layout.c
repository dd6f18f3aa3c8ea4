/* SPDX-License-Identifier: MIT */
/* Owns the placing of labels. It is greedy: each label tries places on growing rings around its point and takes the cheapest.
 * Good enough for some tens of labels; the best placement of all is NP-hard. */
#include "report/chart/chart.h"
#include <math.h>

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
