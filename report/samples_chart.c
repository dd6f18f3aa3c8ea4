/* SPDX-License-Identifier: MIT */
/* Owns the drawing of one workload's samples. */
#include "report/samples_chart.h"
#include <math.h>
#include <stdio.h>
#include "report/baseline.h"
#include "report/number.h"
#include "report/utf8.h"

enum { WIDTH = 600, TOP = 34, ROW_HEIGHT = 17, FOOT = 26, VALUE_COLUMN = 62, WIDEST_NAME = 220 };

/* What is to be drawn: the strategies that have samples, and the ends of the axis. */
struct rows {
    size_t count;
    const struct coro_series *series[CORO_LONGEST_TABLE];
    double low, high;
    double name_width;
};

static void find_rows(const struct coro_result *result, size_t workload, struct rows *rows)
{
    *rows = (struct rows){.low = INFINITY, .high = -INFINITY};
    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct coro_series *series = coro_result_series(result, i, workload, CORO_METRIC_TIME);
        if (series == NULL)
            continue;
        rows->series[rows->count++] = series;
        rows->low = fmin(rows->low, series->values[0]);
        rows->high = fmax(rows->high, series->values[series->count - 1]);
        rows->name_width = fmax(rows->name_width, coro_chart_words_width(result->strategies[i].name));
    }
    rows->name_width = fmin(rows->name_width, WIDEST_NAME);
}

/* The name as far as it fits into the column. */
static void draw_name(const struct coro_chart *chart, const char *name, double x, double y, const char *classes)
{
    char shown[256];
    size_t columns = (size_t)(WIDEST_NAME / coro_chart_words_width("x"));
    size_t length = coro_utf8_fit(name, columns);

    snprintf(shown, sizeof shown, "%.*s%s", (int)length, name, name[length] == '\0' ? "" : "…");
    coro_chart_words(chart, x, y, classes, shown);
}

static void draw_row(const struct coro_chart *chart, const struct coro_result *result, const struct coro_series *series,
                     const struct coro_axis *axis, double y)
{
    const struct coro_strategy *strategy = &result->strategies[series->strategy];
    const char *kind = coro_chart_kind(strategy);
    double median = coro_axis_place(axis, series->median);

    draw_name(chart, strategy->name, axis->from - 8, y + 4,
              series->strategy == coro_baseline(result) ? "end strong" : "end");
    coro_text_format(chart->text, "<g class=\"%s\">", kind);
    if (series->count > 1)
        coro_text_format(chart->text, "<path class=\"span\" d=\"M%.1f %.1fH%.1f\"/>",
                         coro_axis_place(axis, series->interval.low), y,
                         coro_axis_place(axis, series->interval.high));
    coro_text_add(chart->text, "<path class=\"dots\" d=\"");
    for (size_t i = 0; i < series->count; i++)
        coro_text_format(chart->text, "M%.1f %.1fh0", coro_axis_place(axis, series->values[i]), y);
    coro_text_format(chart->text, "\"/><path class=\"median\" d=\"M%.1f %.1fv9\"/></g>\n", median, y - 4.5);
    coro_chart_words(chart, WIDTH - 6, y + 4, "num end", coro_number_time(series->median).text);
}

static void draw_baseline(const struct coro_chart *chart, const struct coro_result *result, size_t workload,
                          const struct coro_axis *axis, double bottom)
{
    double median = coro_result_median(result, coro_baseline(result), workload, CORO_METRIC_TIME);
    double x = coro_axis_place(axis, median);

    if (!isnan(median))
        coro_chart_line(chart, x, TOP - 4, x, bottom, "base");
}

void coro_samples_chart(struct coro_text *text, const struct coro_result *result, size_t workload,
                        enum coro_chart_home home, const char *id)
{
    struct rows rows;
    struct coro_axis axis;
    char title[200], description[400];

    find_rows(result, workload, &rows);
    if (rows.count == 0)
        return;
    double bottom = TOP + ROW_HEIGHT * (double)rows.count;
    struct coro_chart chart = {text, WIDTH, bottom + FOOT};
    axis = coro_axis_over(rows.low, rows.high, rows.name_width + 16, WIDTH - VALUE_COLUMN - 8);
    snprintf(title, sizeof title, "%.80s: time per %.60s", result->workloads[workload].name,
             result->workloads[workload].item);
    snprintf(description, sizeof description,
             "A row per strategy: every sample as a dot, the median as a bar, its interval as a band; medians from %s to %s.",
             coro_number_time(rows.low).text, coro_number_time(rows.high).text);
    coro_chart_begin(&chart, home, id, title, description);
    coro_chart_words(&chart, 6, 19, "big", title);
    coro_chart_words(&chart, WIDTH - 6, 19, "dim end",
                     axis.scale == CORO_AXIS_LOGARITHMIC ? "log scale · median" : "median");
    coro_chart_x_axis(&chart, &axis, TOP - 4, bottom, coro_number_time);
    draw_baseline(&chart, result, workload, &axis, bottom);
    for (size_t i = 0; i < rows.count; i++)
        draw_row(&chart, result, rows.series[i], &axis, TOP + ROW_HEIGHT * ((double)i + 0.5));
    coro_chart_end(&chart);
}
