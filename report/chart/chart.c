/* SPDX-License-Identifier: MIT */
/* Owns the SVG that all charts share. The style is chart.css's. */
#include "report/chart/chart.h"
#include <string.h>
#include "report/text/escape.h"
#include "report/text/number.h"
#include "report/text/utf8.h"

void report_chart_begin(const struct report_chart *chart, enum report_chart_home home, const char *id, const char *title,
                        const char *description)
{
    report_html(chart->text, "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" "
                "height=\"%.0f\" role=\"img\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title><desc "
                "id=\"%s-d\">%s</desc>\n", chart->width, chart->height, chart->width, chart->height, id, id, id, title, id,
                description);
    if (home == REPORT_CHART_IN_PAGE)
        return;
    report_text_format(chart->text, "<style>\n%s</style>\n", report_chart_css);
    report_text_add(chart->text, "<rect class=\"sheet\" width=\"100%\" height=\"100%\" rx=\"6\"/>\n");
}

void report_chart_end(const struct report_chart *chart) { report_text_add(chart->text, "</svg>\n"); }

void report_chart_words(const struct report_chart *chart, double x, double y, const char *classes, const char *words)
{
    report_html(chart->text, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>\n", x, y, classes, words);
}

void report_chart_line(const struct report_chart *chart, double x1, double y1, double x2, double y2, const char *classes)
{
    report_text_format(chart->text, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", classes, x1, y1, x2, y2);
}

void report_chart_x_axis(const struct report_chart *chart, const struct report_axis *axis, double top, double bottom,
                         report_chart_number *number)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, (size_t)((axis->to - axis->from) / 60) + 1, ticks);

    for (size_t i = 0; i < count; i++) {
        double x = report_axis_place(axis, ticks[i]);
        report_chart_line(chart, x, top, x, bottom, "grid");
        report_chart_words(chart, x, bottom + 14, "dim num mid", report_number_trimmed(number(ticks[i])).text);
    }
}

void report_chart_y_axis(const struct report_chart *chart, const struct report_axis *axis, double left, double right,
                         report_chart_number *number)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, (size_t)((axis->from - axis->to) / 40) + 1, ticks);

    for (size_t i = 0; i < count; i++) {
        double y = report_axis_place(axis, ticks[i]);
        report_chart_line(chart, left, y, right, y, "grid");
        report_chart_words(chart, left - 6, y + 4, "dim num end", report_number_trimmed(number(ticks[i])).text);
    }
}

const char *report_chart_kind(const struct report_strategy *strategy)
{
    if (!report_strategy_keeps_trait(strategy))
        return "fixed";
    if (report_strategy_is_stackful(strategy))
        return "stackful";
    return report_strategy_is_stackless(strategy) ? "stackless" : "mixed";
}

void report_chart_mark(const struct report_chart *chart, double x, double y, const char *kind)
{
    if (strcmp(kind, "stackful") == 0)
        report_text_format(chart->text, "<path class=\"mark %s\" d=\"M%.1f %.1fh10v10h-10z\"/>\n", kind, x - 5, y - 5);
    else if (strcmp(kind, "mixed") == 0)
        report_text_format(chart->text, "<path class=\"mark %s\" d=\"M%.1f %.1fl6.5 6.5l-6.5 6.5l-6.5-6.5z\"/>\n", kind, x,
                           y - 6.5);
    else
        report_text_format(chart->text, "<circle class=\"mark %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"/>\n", kind, x, y,
                           strcmp(kind, "fixed") == 0 ? "4.5" : "5.5");
}

void report_chart_legend(const struct report_chart *chart, double x, double y)
{
    static const char *const kinds[][2] = {
        {"stackless", "state machines"},
        {"stackful", "stackful"},
        {"mixed", "one is stackful, one not"},
        {"fixed", "for comparison"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        report_chart_mark(chart, x + 6, y - 4, kinds[i][0]);
        report_chart_words(chart, x + 17, y, "dim", kinds[i][1]);
        x += 34 + 0.85 * report_chart_words_width(kinds[i][1]);   /* in the smaller letters of dim words */
    }
}

double report_chart_words_width(const char *words) { return 6.6 * (double)report_utf8_width(words); }
