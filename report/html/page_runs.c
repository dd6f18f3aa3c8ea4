/* SPDX-License-Identifier: MIT */
/* Draws the section on top of a page of several runs: the picker of the run whose sections show, and a dot a run for each
 * headline comparison. page_agreement.c says what the runs agree on. The picker needs no script: style rules by id hide the
 * sections of the runs that are not picked. */
#include <math.h>
#include <string.h>
#include "report/analysis/runs.h"
#include "report/chart/chart.h"
#include "report/html/page.h"
#include "report/result/result.h"

/* The lines of the drawing end at these shares of its width, in per cent. */
static const double left_end = 3, right_end = 97;

static void add_name(struct report_text *text, const struct report_result *result)
{
    struct report_text words = {0};

    report_environment_machine(result, &words);
    report_text_add(&words, "; ");
    report_environment_run(result, &words);
    report_html(text, "%s<small>%s</small>", result->path, words.bytes);
    report_text_fini(&words);
}

static void add_picker(struct report_page *page, const struct report_runs_given *given)
{
    report_page_piece(&page->body, "runs-picker", NULL);
    for (size_t i = 1; i <= given->count; i++) {
        report_html(&page->body, "<label><input type=\"radio\" name=\"run\" id=\"pick-%zu\"%s> <b>Run %zu</b> ", i,
                    i == 1 ? " checked" : "", i);
        add_name(&page->body, given->runs[i - 1]);
        report_text_add(&page->body, "</label>\n");
        report_text_format(&page->rules, "main:has(#pick-%zu:checked) .run-of:not(#run-%zu){display:none}\n"
                           "main:has(#pick-%zu:checked) .d%zu{stroke:var(--ink)}\n", i, i, i, i);
    }
    report_text_add(&page->body, "</fieldset>\n");
    report_text_add(&page->rules, "@media print{.run-of:not(#run-1){display:none}.run-of#run-1{display:block!important}}\n");
    report_text_format(&page->rules, ".runs .dots svg{height:%zupx}\n", 10 + 8 * given->count);
}

static void add_doubles(struct report_text *text, const struct report_runs_given *given)
{
    for (size_t i = 0; i < given->file_count; i++) {
        size_t shown = report_runs_shown(given->files, given->file_count, i);
        if (shown != i)
            report_html(text, "<p class=\"warn\">%s is left out: %s has the same run, with all its samples.</p>\n",
                        given->files[i]->path, given->files[shown]->path);
    }
}

static void add_schemas(struct report_text *text, const struct report_runs_given *given)
{
    for (size_t i = 1; i < given->count; i++)
        if (strcmp(given->runs[i]->schema, given->runs[0]->schema) != 0)
            report_html(text, "<p class=\"note\">%s is a file of another schema, %s, than %s: it may lack parts.</p>\n",
                        given->runs[i]->path, given->runs[i]->schema, given->runs[0]->path);
    if (report_runs_common_rows(given->runs, given->count) == 0)
        report_text_add(text, "<p class=\"warn\">The runs have no row in common, so they agree on nothing and differ in "
                        "nothing.</p>\n");
}

/* The ends of the axis that all lines share: the least and the greatest ratio of any run. */
static bool find_axis(const struct report_runs_given *given, struct report_axis *axis)
{
    struct report_run_line line;

    *axis = (struct report_axis){.scale = REPORT_AXIS_LOGARITHMIC, .low = 0.9, .high = 1.1, .from = left_end, .to = right_end};
    bool is_there = false;
    for (size_t index = 0; report_runs_line(index, &line); index++)
        for (size_t i = 0; i < given->count; i++) {
            double ratio = report_runs_ratio(given->runs[i], index).ratio;
            if (isnan(ratio))
                continue;
            is_there = true;
            axis->low = fmin(axis->low, ratio);
            axis->high = fmax(axis->high, ratio);
        }
    return is_there;
}

static void add_axis(struct report_text *text, const struct report_axis *axis)
{
    double ticks[REPORT_AXIS_TICKS];
    size_t count = report_axis_ticks(axis, 8, ticks);

    report_page_piece(text, "runs-table", NULL);
    for (size_t i = 0; i < count; i++)
        report_html(text, "<text x=\"%.1f%%\" y=\"12\" text-anchor=\"middle\">%s</text>", report_axis_place(axis, ticks[i]),
                    report_number_trimmed(report_number_multiple(ticks[i])).text);
    report_page_piece(text, "runs-table-head", NULL);
}

static void add_dot(struct report_text *text, const struct report_axis *axis, const struct report_run_ratio *ratio, size_t run,
                    size_t count)
{
    const char *kind = !ratio->is_told_apart ? "untold" : ratio->ratio < 1 ? "below" : "above";

    report_html(text, "<circle class=\"d%zu %s\" cx=\"%.1f%%\" cy=\"%.0f%%\" r=\"4\"><title>run %zu: %s against %s, %s%s</title>"
                "</circle>", run + 1, kind, report_axis_place(axis, ratio->ratio),
                100 * ((double)run + 0.5) / (double)count, run + 1, ratio->row, ratio->other,
                report_number_multiple(ratio->ratio).text, ratio->is_told_apart ? "" : ", not told apart");
}

/* The numbers of one line over the runs. */
struct span {
    double low, high;
    size_t having, told;
};

static struct span add_dots(struct report_text *text, const struct report_runs_given *given, const struct report_axis *axis,
                            size_t index)
{
    struct span span = {INFINITY, 0, 0, 0};

    report_text_format(text, "<td class=\"dots\"><svg aria-hidden=\"true\"><line x1=\"%.1f%%\" x2=\"%.1f%%\" y1=\"0\" "
                       "y2=\"100%%\"/>", report_axis_place(axis, 1), report_axis_place(axis, 1));
    for (size_t i = 0; i < given->count; i++) {
        struct report_run_ratio ratio = report_runs_ratio(given->runs[i], index);
        if (isnan(ratio.ratio))
            continue;
        span.low = fmin(span.low, ratio.ratio);
        span.high = fmax(span.high, ratio.ratio);
        span.having++;
        span.told += ratio.is_told_apart;
        add_dot(text, axis, &ratio, i, given->count);
    }
    report_text_add(text, "</svg></td>");
    return span;
}

/* Adds the row of a comparison; nothing when no run has it. */
static bool add_line(struct report_text *text, const struct report_runs_given *given, const struct report_axis *axis,
                     size_t index, const struct report_run_line *line)
{
    size_t begin = text->length;

    report_html(text, "<tr><th scope=\"row\">%s</th>", line->words);
    struct span span = add_dots(text, given, axis, index);
    if (span.having == 0) {
        report_text_cut(text, begin);
        return false;
    }
    struct report_number low = report_number_multiple(span.low), high = report_number_multiple(span.high);
    bool is_one = strcmp(low.text, high.text) == 0;
    report_html(text, "<td class=\"r\">%s%s%s</td><td>%zu of %zu</td></tr>\n", low.text, is_one ? "" : " to ",
                is_one ? "" : high.text, span.told, span.having);
    return true;
}

static void add_lines(struct report_text *text, const struct report_runs_given *given)
{
    struct report_axis axis;
    struct report_run_line line;
    const char *topic = "";
    size_t begin = 0, rows = 0;

    if (!find_axis(given, &axis))
        return;
    add_axis(text, &axis);
    for (size_t index = 0; report_runs_line(index, &line); index++) {
        if (strcmp(topic, line.topic) != 0) {
            if (rows == 0 && topic[0] != '\0')
                report_text_cut(text, begin);
            begin = text->length;
            rows = 0;
            report_html(text, "</tbody><tbody><tr><th scope=\"rowgroup\" colspan=\"4\">%s</th></tr>\n", line.reads);
            topic = line.topic;
        }
        rows += add_line(text, given, &axis, index, &line);
    }
    if (rows == 0)
        report_text_cut(text, begin);
    report_page_table_end(text);
}

void report_page_runs(struct report_page *page, const struct report_runs_given *given)
{
    struct report_text *text = &page->body;

    if (given->count == 1) {
        add_doubles(text, given);
        return;
    }
    report_html(text, "<section class=\"sec\" id=\"runs\">\n<header><h1>%zu runs</h1></header>\n", given->count);
    add_doubles(text, given);
    add_schemas(text, given);
    add_picker(page, given);
    add_lines(text, given);
    report_page_agreement(text, given);
    report_page_goals_of_all(text, given->runs, given->count);
    report_text_add(text, "</section>\n");
    report_text_add(&page->links, "<a href=\"#runs\">Runs</a>");
}
