/* SPDX-License-Identifier: MIT */
/* Draws the scene of the question: a task with its caller's frame, an iterator, the heap; and in orange the callee's frame, which
 * alone moves from place to place. A page has each place's drawing once, as a symbol, and every scene uses these. */
#ifndef REPORT_CHART_SCENE_H
#define REPORT_CHART_SCENE_H
#include "report/chart/chart.h"
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds the symbols, once per page and before the first scene. */
void report_scene_symbols(struct report_text *);
/* Adds the scene of a strategy: its place, dashed the place of frames that do not fit, and a ring where a pointer is kept. Adds
 * nothing for a place that is unknown. */
void report_scene_svg(struct report_text *, struct report_lives);
/* Adds the drawing of a place alone, to an element of SVG of the class "scene". */
void report_scene_drawing(struct report_text *, enum report_place);
/* Adds the five places with their names and times, for a file of its own. `id` as of other charts. */
void report_scene_chart(struct report_text *, const struct report_result *, enum report_chart_home, const char *id);

#endif
