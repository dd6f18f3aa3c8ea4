/* SPDX-License-Identifier: MIT */
/* Places the labels of the frontier chart so that they cover neither each other nor the points nor the lines between them. */
#ifndef REPORT_CHART_LABEL_LAYOUT_H
#define REPORT_CHART_LABEL_LAYOUT_H
#include <stddef.h>

struct report_box {
    double left, top, right, bottom;
};

struct report_label {
    double point_x, point_y;    /* the labelled point */
    double width, height;       /* of the words */
    struct report_box box;        /* out: the place of the words */
    double distance;            /* out: from the point; far labels need a line to it */
};

/* Places each label in turn, as near to its point as it finds room within `frame`, next to the points of all labels and to the
 * obstacles. Where there is no room, the words cover as little as they can. Deterministic. */
void report_labels_place(struct report_label *labels, size_t count, const struct report_box *obstacles, size_t obstacle_count,
                         const struct report_box *frame);

#endif
