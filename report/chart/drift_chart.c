/* SPDX-License-Identifier: MIT */
/* Draws the levels of the rounds, which drift.c computes. */
#include "report/chart/chart.h"
#include <math.h>
#include <stdio.h>

enum { WIDTH = 600, HEIGHT = 150, LEFT = 62, RIGHT = 588, TOP = 30, BOTTOM = 122, MOST_MARKS = 60, MOST_NUMBERS = 20 };
static const double least_span = 0.02;  /* a steady machine's line looks steady */

static double place_round(const struct report_drift *drift, size_t round)
{
    return LEFT + 14 + (RIGHT - LEFT - 28) * (double)round / (double)(drift->rounds - 1);
}

static void draw_line(const struct report_chart *chart, const struct report_drift *drift, const struct report_axis *axis)
{
    char command = 'M';

    report_text_add(chart->text, "<path class=\"trend\" d=\"");
    for (size_t i = 0; i < drift->rounds; i++) {
        if (isnan(drift->levels[i]))
            continue;
        report_text_format(chart->text, "%c%.1f %.1f", command, place_round(drift, i), report_axis_place(axis, drift->levels[i]));
        command = 'L';
    }
    report_text_add(chart->text, "\"/>\n");
    for (size_t i = 0; i < drift->rounds && drift->rounds <= MOST_MARKS; i++)
        if (isfinite(drift->levels[i]))
            report_chart_mark(chart, place_round(drift, i), report_axis_place(axis, drift->levels[i]), "stackless", NULL);
}

static void number_rounds(const struct report_chart *chart, const struct report_drift *drift)
{
    size_t step = (drift->rounds - 1) / MOST_NUMBERS + 1;
    char number[32];

    for (size_t i = 0; i < drift->rounds; i += step) {
        snprintf(number, sizeof number, "%zu", i + 1);
        report_chart_words(chart, place_round(drift, i), BOTTOM + 16, "dim num mid", number);
    }
}

void report_drift_chart(struct report_text *text, const struct report_drift *drift, enum report_chart_home home, const char *id)
{
    struct report_chart chart = {text, WIDTH, HEIGHT, NULL};
    struct report_axis axis = {REPORT_AXIS_LINEAR, fmin(drift->lowest, 1 - least_span), fmax(drift->highest, 1 + least_span),
                               BOTTOM - 6, TOP + 6};
    char words[160];

    if (drift->rounds < 2 || !isfinite(drift->lowest) || !isfinite(drift->highest))
        return;
    snprintf(words, sizeof words, "%zu rounds, from %s to %s of the median round.", drift->rounds,
             report_number_multiple(drift->lowest).text, report_number_multiple(drift->highest).text);
    report_chart_begin(&chart, home, id, "The rounds against one another", words);
    report_chart_words(&chart, 6, 17, "dim", "geometric mean of all cells, × the median round");
    report_chart_words(&chart, RIGHT, 17, "dim end", "by round");
    report_chart_y_axis(&chart, &axis, LEFT, RIGHT, report_number_multiple);
    draw_line(&chart, drift, &axis);
    number_rounds(&chart, drift);
    report_chart_end(&chart);
}
