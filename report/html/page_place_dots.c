/* SPDX-License-Identifier: MIT */
/* Draws the dots of the five places' cards: every row's times on one logarithmic axis, the rows of the card's place in colour. */
#include <math.h>
#include "report/html/page_places.h"

enum { DOTS_WIDTH = 220, READY_LINE = 11, WAITING_LINE = 27, DOTS_EDGE = 5 };

const struct report_series *report_places_time(const struct report_places *map, size_t strategy, size_t workload)
{
    bool is_there = workload != REPORT_NOT_FOUND && !report_strategy_is_peer(&map->result->strategies[strategy]);

    return is_there ? report_result_series(map->result, strategy, workload, REPORT_METRIC_TIME) : NULL;
}

static void reach(const struct report_series *series, double *low, double *high)
{
    if (series == NULL || !(series->median > 0))
        return;
    *low = fmin(*low, series->median);
    *high = fmax(*high, series->median);
}

void report_places_begin(struct report_places *map, const struct report_result *result, const char *part)
{
    double low = INFINITY, high = 0;

    *map = (struct report_places){.result = result, .part = part, .ready = report_result_workload(result, REPORT_ANSWER_READY),
                                  .waiting = report_result_workload(result, REPORT_ANSWER_WAITING)};
    for (size_t i = 0; i < result->strategy_count; i++) {
        reach(report_places_time(map, i, map->ready), &low, &high);
        reach(report_places_time(map, i, map->waiting), &low, &high);
    }
    if (high > 0)
        map->axis = (struct report_axis){REPORT_AXIS_LOGARITHMIC, low, fmax(high, 1.01 * low), DOTS_EDGE, DOTS_WIDTH - DOTS_EDGE};
}

bool report_places_are_timed(const struct report_places *map) { return map->axis.low > 0; }

void report_places_all_dots(struct report_text *text, const struct report_places *map)
{
    const struct report_series *box = NULL;

    if (!report_places_are_timed(map))
        return;
    report_html(text, "<svg class=\"symbols\" width=\"0\" height=\"0\" aria-hidden=\"true\"><symbol id=\"dots%s\" "
                "viewBox=\"0 0 220 38\"><path class=\"ax\" d=\"M4 11H216M4 27H216\"/><path class=\"dg\" d=\"", map->part);
    for (size_t i = 0; i < map->result->strategy_count; i++)
        for (int line = 0; line < 2; line++) {
            const struct report_series *series = report_places_time(map, i, line == 0 ? map->ready : map->waiting);
            if (series != NULL && series->median > 0)
                report_text_format(text, "M%.1f %dh0", report_axis_place(&map->axis, series->median),
                                   line == 0 ? READY_LINE : WAITING_LINE);
        }
    report_text_add(text, "\"/>");
    if (report_baseline_is_box(map->result))
        box = report_places_time(map, report_baseline(map->result), map->ready);
    if (box != NULL)
        report_text_format(text, "<path class=\"bx\" d=\"M%.1f 3V35\"/>", report_axis_place(&map->axis, box->median));
    report_text_add(text, "</symbol></svg>\n");
}

static void add_dot(struct report_text *text, const struct report_places *map, size_t strategy, size_t workload, int line)
{
    const struct report_series *series = report_places_time(map, strategy, workload);

    if (series == NULL || !(series->median > 0))
        return;
    report_html(text, "<circle cx=\"%.1f\" cy=\"%d\" r=\"3.6\"><title>%s on %s: %s</title></circle>",
                report_axis_place(&map->axis, series->median), line, map->result->strategies[strategy].name,
                map->result->workloads[workload].name, report_number_time(series->median).text);
}

void report_places_dots(struct report_text *text, const struct report_places *map, enum report_place place)
{
    struct report_answer_range range;

    if (!report_places_are_timed(map))
        return;
    report_answer_range(map->result, place, REPORT_ANSWER_ALL, REPORT_ANSWER_READY, &range);
    report_html(text, "<svg class=\"dots\" viewBox=\"0 0 220 38\" role=\"img\" aria-label=\"Time per item on a logarithmic axis, "
                "of %zu rows of this place among all\"><use href=\"#dots%s\"/>", range.count, map->part);
    for (size_t i = 0; i < map->result->strategy_count; i++)
        if (report_answer_has(map->result, i, place, REPORT_ANSWER_ALL)) {
            add_dot(text, map, i, map->ready, READY_LINE);
            add_dot(text, map, i, map->waiting, WAITING_LINE);
        }
    report_text_add(text, "</svg>");
}
