/* SPDX-License-Identifier: MIT */
/* Places the labels of a scatter chart so that they cover neither each other nor the points nor the lines between them. */
#ifndef CORO_REPORT_LABEL_LAYOUT_H
#define CORO_REPORT_LABEL_LAYOUT_H
#include <stddef.h>

struct coro_box {
    double left, top, right, bottom;
};

struct coro_label {
    double point_x, point_y;    /* what is labelled */
    double width, height;       /* of the words */
    struct coro_box box;        /* out: where the words go */
    double distance;            /* out: from the point; far labels need a line to it */
};

/* Places each label in turn, as near to its point as it finds room within `frame`, next to the points of all labels and to
 * the obstacles. Where there is no room, the words cover as little as they can. Deterministic. */
void coro_labels_place(struct coro_label *labels, size_t count, const struct coro_box *obstacles, size_t obstacle_count,
                       const struct coro_box *frame);

#endif
