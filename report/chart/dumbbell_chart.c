/* SPDX-License-Identifier: MIT */
/* Draws the pairs of rows and rustc's counterparts on one workload, each as a dumbbell: rustc's instructions, ours, and a bar
 * between. fidelity.c judges the pairs. */
#include "report/chart/chart.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "report/analysis/fidelity.h"

enum { WIDTH = 380, LEFT = 6, RIGHT = 374, TOP = 40, ROW_HEIGHT = 27, FOOT = 24 };

struct pairs {
    size_t count;
    struct report_fidelity list[REPORT_LONGEST_TABLE];      /* ascending in the ratio of instructions */
    double low, high;
};

static int compare_ratios(const void *left, const void *right)
{
    const struct report_fidelity *a = left, *b = right;

    return (a->peer.outside.ratio > b->peer.outside.ratio) - (a->peer.outside.ratio < b->peer.outside.ratio);
}

static void find_pairs(const struct report_result *result, size_t workload, struct pairs *pairs)
{
    struct report_fidelity pair;

    *pairs = (struct pairs){.low = INFINITY};
    for (size_t i = 0; report_fidelity_read(result, i, &pair) && pairs->count < REPORT_LONGEST_TABLE; i++) {
        const struct report_fidelity_count *count = &pair.peer.outside;
        if (!pair.is_rust || pair.workload != workload || pair.verdict < REPORT_FIDELITY_WITHIN || !(count->own > 0) ||
            !(count->peer > 0))
            continue;
        pairs->list[pairs->count++] = pair;
        pairs->low = fmin(pairs->low, fmin(count->own, count->peer));
        pairs->high = fmax(pairs->high, fmax(count->own, count->peer));
    }
    qsort(pairs->list, pairs->count, sizeof pairs->list[0], compare_ratios);
}

static double height_of(size_t line) { return TOP + ROW_HEIGHT * (double)line; }

/* Adds one path for the bars, or for the dots of one side, of all pairs: far fewer elements than one for each. */
static void draw_bars(const struct report_chart *chart, const struct pairs *pairs, const struct report_axis *axis)
{
    report_text_add(chart->text, "<path class=\"bars\" d=\"");
    for (size_t i = 0; i < pairs->count; i++)
        report_text_format(chart->text, "M%.1f %.1fH%.1f", report_axis_place(axis, pairs->list[i].peer.outside.peer),
                           height_of(i) + 19, report_axis_place(axis, pairs->list[i].peer.outside.own));
    report_text_add(chart->text, "\"/>\n");
}

static void draw_dots(const struct report_chart *chart, const struct pairs *pairs, const struct report_axis *axis, bool is_own)
{
    report_text_format(chart->text, "<path class=\"%s\" d=\"", is_own ? "ours" : "theirs");
    for (size_t i = 0; i < pairs->count; i++) {
        const struct report_fidelity_count *count = &pairs->list[i].peer.outside;
        report_text_format(chart->text, "M%.1f %.1fh0", report_axis_place(axis, is_own ? count->own : count->peer),
                           height_of(i) + 19);
    }
    report_text_add(chart->text, "\"/>\n");
}

static void draw_words(const struct report_chart *chart, const struct report_result *result, const struct report_fidelity *pair,
                       double y)
{
    char words[96];

    report_chart_words(chart, LEFT, y + 9, "", result->strategies[pair->own].name);
    snprintf(words, sizeof words, "%s %s", report_number_multiple(pair->peer.outside.ratio).text,
             report_fidelity_words[pair->verdict]);
    report_chart_words(chart, RIGHT, y + 9, pair->verdict == REPORT_FIDELITY_MISS ? "num end strong" : "dim num end", words);
}

static void draw_axis(const struct report_chart *chart, const struct report_axis *axis, double bottom)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, 6, ticks);

    report_text_add(chart->text, "<path class=\"grid\" d=\"");
    for (size_t i = 0; i < count; i++)
        report_text_format(chart->text, "M%.1f %dV%.1f", report_axis_place(axis, ticks[i]), TOP - 4, bottom);
    report_text_add(chart->text, "\"/>\n");
    for (size_t i = 0; i < count; i++)
        report_chart_words(chart, report_axis_place(axis, ticks[i]), bottom + 14, "dim num mid",
                           report_number_count(ticks[i]).text);
    report_text_format(chart->text, "<path class=\"theirs\" d=\"M%d 26h0\"/>\n", LEFT + 6);
    report_chart_words(chart, LEFT + 16, 30, "dim", "rustc, panic=abort");
    report_text_format(chart->text, "<path class=\"ours\" d=\"M%d 26h0\"/>\n", LEFT + 146);
    report_chart_words(chart, LEFT + 156, 30, "dim", "the row here");
    report_chart_words(chart, RIGHT, 30, "dim end", "instructions, log scale");
}

void report_dumbbell_chart(struct report_text *text, const struct report_result *result, size_t workload,
                           enum report_chart_home home, const char *id)
{
    struct pairs pairs;
    char title[160], description[160];

    find_pairs(result, workload, &pairs);
    if (pairs.count == 0)
        return;
    double bottom = height_of(pairs.count);
    struct report_chart chart = {text, WIDTH, bottom + FOOT, "small"};
    struct report_axis axis = {REPORT_AXIS_LOGARITHMIC, pairs.low * 0.85, pairs.high * 1.15, LEFT, RIGHT};
    snprintf(title, sizeof title, "%.80s: instructions of an item", result->workloads[workload].name);
    snprintf(description, sizeof description, "%zu rows beside rustc’s, in ascending order of ours / theirs, from %s to %s.",
             pairs.count, report_number_multiple(pairs.list[0].peer.outside.ratio).text,
             report_number_multiple(pairs.list[pairs.count - 1].peer.outside.ratio).text);
    report_chart_begin(&chart, home, id, title, description);
    report_chart_words(&chart, LEFT, 12, "strong", title);
    draw_axis(&chart, &axis, bottom);
    draw_bars(&chart, &pairs, &axis);
    draw_dots(&chart, &pairs, &axis, false);
    draw_dots(&chart, &pairs, &axis, true);
    for (size_t i = 0; i < pairs.count; i++)
        draw_words(&chart, result, &pairs.list[i], height_of(i));
    report_chart_end(&chart);
}
