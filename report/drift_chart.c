/* SPDX-License-Identifier: MIT */
/* Owns the drawing of the rounds. */
#include "report/drift_chart.h"
#include <math.h>
#include <stdio.h>
#include "report/number.h"

enum { WIDTH = 600, HEIGHT = 150, LEFT = 62, RIGHT = 588, TOP = 30, BOTTOM = 122, MOST_MARKS = 60, MOST_NUMBERS = 20 };
static const double least_span = 0.02;  /* a steady machine's line is to look steady */

static double place_round(const struct coro_drift *drift, size_t round)
{
    return LEFT + 14 + (RIGHT - LEFT - 28) * (double)round / (double)(drift->rounds - 1);
}

static struct coro_axis level_axis(const struct coro_drift *drift)
{
    return (struct coro_axis){
        .scale = CORO_AXIS_LINEAR,
        .low = fmin(drift->lowest, 1 - least_span),
        .high = fmax(drift->highest, 1 + least_span),
        .from = BOTTOM - 6,
        .to = TOP + 6,
    };
}

static void draw_line(const struct coro_chart *chart, const struct coro_drift *drift, const struct coro_axis *axis)
{
    char command = 'M';

    coro_text_add(chart->text, "<path class=\"trend\" d=\"");
    for (size_t i = 0; i < drift->rounds; i++) {
        if (isnan(drift->levels[i]))
            continue;
        coro_text_format(chart->text, "%c%.1f %.1f", command, place_round(drift, i), coro_axis_place(axis, drift->levels[i]));
        command = 'L';
    }
    coro_text_add(chart->text, "\"/>\n");
    for (size_t i = 0; i < drift->rounds && drift->rounds <= MOST_MARKS; i++)
        if (isfinite(drift->levels[i]))
            coro_chart_mark(chart, place_round(drift, i), coro_axis_place(axis, drift->levels[i]), "stackless");
}

static void number_rounds(const struct coro_chart *chart, const struct coro_drift *drift)
{
    size_t step = (drift->rounds - 1) / MOST_NUMBERS + 1;
    char number[32];

    for (size_t i = 0; i < drift->rounds; i += step) {
        snprintf(number, sizeof number, "%zu", i + 1);
        coro_chart_words(chart, place_round(drift, i), BOTTOM + 16, "dim num mid", number);
    }
}

void coro_drift_chart(struct coro_text *text, const struct coro_drift *drift, enum coro_chart_home home, const char *id)
{
    struct coro_chart chart = {text, WIDTH, HEIGHT};
    struct coro_axis axis = level_axis(drift);
    char words[160];

    if (drift->rounds < 2 || !isfinite(drift->lowest) || !isfinite(drift->highest))
        return;
    snprintf(words, sizeof words, "%zu rounds, from %s to %s of the median round.", drift->rounds,
             coro_number_multiple(drift->lowest).text, coro_number_multiple(drift->highest).text);
    coro_chart_begin(&chart, home, id, "The rounds against one another", words);
    coro_chart_words(&chart, 6, 17, "dim", "geometric mean of all cells, × the median round");
    coro_chart_words(&chart, RIGHT, 17, "dim end", "by round");
    coro_chart_y_axis(&chart, &axis, LEFT, RIGHT, coro_number_multiple);
    draw_line(&chart, drift, &axis);
    number_rounds(&chart, drift);
    coro_chart_end(&chart);
}
