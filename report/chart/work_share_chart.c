/* SPDX-License-Identifier: MIT */
/* Draws boxing's share of an item's time against the time that the item takes without a box, with the floor of the run. */
#include <math.h>
#include "report/analysis/work_share.h"
#include "report/chart/chart.h"

enum { WIDTH = 600, HEIGHT = 260, LEFT = 52, RIGHT = 590, TOP = 30, BOTTOM = 222 };

struct curve {
    const struct report_result *result;
    const struct report_work_shares *shares;
    struct report_axis x, y;
};

static double time_of(const struct curve *curve, size_t index)
{
    return report_result_median(curve->result, curve->shares->other, curve->shares->workloads[index], REPORT_METRIC_TIME);
}

/* Beyond the drawing, an end is cut off. */
static double place_share(const struct curve *curve, double share)
{
    return report_axis_place(&curve->y, fmin(fmax(share, curve->y.low), curve->y.high));
}

static struct report_axis time_axis(const struct curve *curve)
{
    double low = INFINITY, high = 0;

    for (size_t i = 0; i < curve->shares->count; i++) {
        low = fmin(low, time_of(curve, i));
        high = fmax(high, time_of(curve, i));
    }
    return report_axis_over(low, high, LEFT + 8, RIGHT - 64);
}

static struct report_axis share_axis(const struct curve *curve)
{
    double high = 0.1;

    for (size_t i = 0; i < curve->shares->count; i++)
        high = fmax(high, fmin(curve->shares->shares[i].high, 1));
    return report_axis_over(0, high, BOTTOM, TOP);
}

/* The share below which the run tells no two cells apart: of a share s, the box takes 1 / (1 - s) of the other's time. */
static void draw_floor(const struct report_chart *chart, const struct curve *curve)
{
    double floor = report_workload_floor(curve->result, curve->shares->workloads[curve->shares->count - 1]);
    double y = place_share(curve, floor / (1 + floor));

    if (!isfinite(floor) || floor <= 0)
        return;
    report_text_format(chart->text, "<path class=\"below\" d=\"M%d %.1fH%dV%dH%dz\"/>\n", LEFT, y, RIGHT, BOTTOM, LEFT);
    report_chart_words(chart, RIGHT - 4, y - 4, "dim end", "the run's floor");
}

static void draw_points(const struct report_chart *chart, const struct curve *curve)
{
    struct report_text spans = {0}, dots = {0};

    for (size_t i = 0; i < curve->shares->count; i++) {
        const struct report_share *share = &curve->shares->shares[i];
        double x = report_axis_place(&curve->x, time_of(curve, i)), y = place_share(curve, share->value);
        report_text_format(&spans, "M%.1f %.1fV%.1f", x, place_share(curve, share->low), place_share(curve, share->high));
        report_text_format(&dots, "%c%.1f %.1f", i == 0 ? 'M' : 'L', x, y);
        report_chart_words(chart, x + 7, y - 5, share->is_told_apart ? "dim" : "dim hollow",
                           curve->result->workloads[curve->shares->workloads[i]].name);
    }
    report_text_format(chart->text, "<path class=\"stackless span\" d=\"%s\"/>\n<path class=\"trend\" d=\"%s\"/>\n",
                       report_text_string(&spans), report_text_string(&dots));
    for (size_t i = 0; i < curve->shares->count; i++)
        report_chart_mark(chart, report_axis_place(&curve->x, time_of(curve, i)),
                          place_share(curve, curve->shares->shares[i].value),
                          curve->shares->shares[i].is_told_apart ? "stackless" : "fixed", NULL);
    report_text_fini(&spans);
    report_text_fini(&dots);
}

void report_work_share_chart(struct report_text *text, const struct report_result *result, enum report_chart_home home,
                             const char *id)
{
    struct report_chart chart = {text, WIDTH, HEIGHT, NULL};
    struct report_work_shares shares;
    struct curve curve = {.result = result, .shares = &shares};

    if (!report_work_shares_measure(result, &shares))
        return;
    curve.x = time_axis(&curve);
    curve.y = share_axis(&curve);
    report_chart_begin(&chart, home, id, "Boxing's share of an item's time", "A point a workload: across, the time that an item "
                       "takes without a box; upward, the share of boxing in its time with a box.");
    report_chart_words(&chart, 6, 17, "dim", "boxing's share of an item's time");
    report_chart_words(&chart, RIGHT, HEIGHT - 6, "dim end", "time of an item without a box");
    report_chart_y_axis(&chart, &curve.y, LEFT, RIGHT, report_number_percent);
    report_chart_x_axis(&chart, &curve.x, TOP, BOTTOM, report_number_time);
    draw_floor(&chart, &curve);
    draw_points(&chart, &curve);
    report_chart_end(&chart);
}
