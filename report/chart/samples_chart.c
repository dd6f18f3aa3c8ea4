/* SPDX-License-Identifier: MIT */
/* Draws one workload's samples: a row of dots per strategy. */
#include "report/chart/chart.h"
#include <math.h>
#include <stdio.h>
#include "report/result/result.h"

enum { WIDTH = 600, TOP = 34, ROW_HEIGHT = 17, FOOT = 26, VALUE_COLUMN = 62, WIDEST_NAME = 220 };

/* The rows to draw, one for each strategy with samples, and the ends of the axis. */
struct rows {
    size_t count;
    const struct report_series *series[REPORT_LONGEST_TABLE];
    double low, high;
    double name_width;
};

static void find_rows(const struct report_result *result, size_t workload, struct rows *rows)
{
    *rows = (struct rows){.low = INFINITY, .high = -INFINITY};
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_series *series = report_result_series(result, i, workload, REPORT_METRIC_TIME);
        if (series == NULL)
            continue;
        rows->series[rows->count++] = series;
        rows->low = fmin(rows->low, series->values[0]);
        rows->high = fmax(rows->high, series->values[series->count - 1]);
        rows->name_width = fmax(rows->name_width, report_chart_words_width(result->strategies[i].name));
    }
    rows->name_width = fmin(rows->name_width, WIDEST_NAME);
}

/* Draws as much of the name as fits into the column. */
static void draw_name(const struct report_chart *chart, const char *name, double x, double y, const char *classes)
{
    char shown[256];
    size_t columns = (size_t)(WIDEST_NAME / report_chart_words_width("x"));
    size_t length = report_utf8_fit(name, columns);

    snprintf(shown, sizeof shown, "%.*s%s", (int)length, name, name[length] == '\0' ? "" : "…");
    report_chart_words(chart, x, y, classes, shown);
}

static void draw_row(const struct report_chart *chart, const struct report_result *result, const struct report_series *series,
                     const struct report_axis *axis, double y)
{
    const struct report_strategy *strategy = &result->strategies[series->strategy];
    const char *kind = report_chart_kind(strategy);
    double median = report_axis_place(axis, series->median);

    draw_name(chart, strategy->name, axis->from - 8, y + 4, series->strategy == report_baseline(result) ? "end strong" : "end");
    report_text_format(chart->text, "<g class=\"%s\">", kind);
    if (series->count > 1)
        report_text_format(chart->text, "<path class=\"span\" d=\"M%.1f %.1fH%.1f\"/>",
                           report_axis_place(axis, series->interval.low), y, report_axis_place(axis, series->interval.high));
    report_text_add(chart->text, "<path class=\"dots\" d=\"");
    for (size_t i = 0; i < series->count; i++)
        report_text_format(chart->text, "M%.1f %.1fh0", report_axis_place(axis, series->values[i]), y);
    report_text_format(chart->text, "\"/><path class=\"median\" d=\"M%.1f %.1fv9\"/></g>\n", median, y - 4.5);
    report_chart_words(chart, WIDTH - 6, y + 4, "num end", report_number_time(series->median).text);
}

void report_samples_chart(struct report_text *text, const struct report_result *result, size_t workload,
                          enum report_chart_home home, const char *id)
{
    struct rows rows;
    struct report_axis axis;
    char title[200], description[400];

    find_rows(result, workload, &rows);
    if (rows.count == 0)
        return;
    double bottom = TOP + ROW_HEIGHT * (double)rows.count;
    struct report_chart chart = {text, WIDTH, bottom + FOOT, NULL};
    axis = report_axis_over(rows.low, rows.high, rows.name_width + 16, WIDTH - VALUE_COLUMN - 8);
    snprintf(title, sizeof title, "%.80s: time per %.60s", result->workloads[workload].name, result->workloads[workload].item);
    snprintf(description, sizeof description, "A row per strategy: every sample as a dot, the median as a bar, its interval as a "
             "band; medians from %s to %s.", report_number_time(rows.low).text, report_number_time(rows.high).text);
    report_chart_begin(&chart, home, id, title, description);
    report_chart_words(&chart, 6, 19, "big", title);
    report_chart_words(&chart, WIDTH - 6, 19, "dim end",
                       axis.scale == REPORT_AXIS_LOGARITHMIC ? "log scale · median" : "median");
    report_chart_x_axis(&chart, &axis, TOP - 4, bottom, report_number_time);
    double base = report_axis_place(&axis, report_result_median(result, report_baseline(result), workload, REPORT_METRIC_TIME));
    if (!isnan(base))
        report_chart_line(&chart, base, TOP - 4, base, bottom, "base");
    for (size_t i = 0; i < rows.count; i++)
        draw_row(&chart, result, rows.series[i], &axis, TOP + ROW_HEIGHT * ((double)i + 0.5));
    report_chart_end(&chart);
}
