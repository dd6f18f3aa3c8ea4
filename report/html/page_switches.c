/* SPDX-License-Identifier: MIT */
/* Owns the page's section of switches and stacks: the table in multiples of raw fcontext, and the goals. */
#include <math.h>
#include "report/text/escape.h"
#include "report/analysis/goal.h"
#include "report/text/number.h"
#include "report/html/elements.h"
#include "report/analysis/switch_table.h"

static void add_cell(struct report_text *text, const struct report_result *result, size_t strategy, size_t workload)
{
    const struct report_series *series = report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
    double multiple = report_switch_multiple(result, strategy, workload);
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);

    if (series == NULL) {
        report_text_add(text, "<td class=\"none\">·</td>");
        return;
    }
    report_text_format(text, "<td title=\"%s to %s, n = %zu\">", report_number_time(series->interval.low).text,
                     report_number_time(series->interval.high).text, series->count);
    if (isfinite(multiple))
        report_text_format(text, "<b>%s</b>", report_number_multiple(multiple).text);
    report_text_format(text, "<small>%s", report_number_time(series->median).text);
    if (isfinite(instructions))
        report_text_format(text, " · %s", report_number_count(instructions).text);
    report_text_add(text, "</small></td>");
}

static void add_table(struct report_text *text, const struct report_result *result, const struct report_columns *columns)
{
    size_t yardstick = report_result_strategy(result, report_switch_yardstick);

    report_text_add(text, "<p>Time as a multiple of ");
    report_page_code(text, report_switch_yardstick);
    report_text_add(text, " in the same run; below, the median and the instructions. Rows that are not here have no stack to "
                        "switch.</p>\n");
    report_page_table_begin(text, "Switches", "matrix");
    report_text_add(text, "<thead><tr><th scope=\"col\" class=\"corner\">Row</th>");
    for (size_t i = 0; i < columns->count; i++)
        report_page_header(text, "col", "", columns->names[i]);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!report_switch_has(result, strategy, columns))
            continue;
        report_text_format(text, "<tr class=\"%s\">", strategy == yardstick ? "base" : "");
        report_page_header(text, "row", "", result->strategies[strategy].name);
        for (size_t i = 0; i < columns->count; i++)
            add_cell(text, result, strategy, columns->workloads[i]);
        report_text_add(text, "</tr>\n");
    }
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}

/* Who was divided by whom, where the words do not name them, or why there is nothing. */
static void add_rows(struct report_text *text, const struct report_goal *goal)
{
    report_text_add(text, "<td>");
    if (goal->row != NULL)
        report_page_code(text, goal->row);
    if (goal->other != NULL) {
        report_text_add(text, " / ");
        report_page_code(text, goal->other);
    }
    if (goal->row == NULL)
        report_escape_html(text, goal->reason == NULL ? "" : goal->reason);
    report_text_add(text, "</td>");
}

static void add_goal(struct report_text *text, const struct report_goal *goal, bool has_range)
{
    static const char *const marks[] = {
        [REPORT_GOAL_UNMEASURED] = "untested\">○", [REPORT_GOAL_UNBOUND] = "untested\">·", [REPORT_GOAL_MISSED] = "proved\">✕",
        [REPORT_GOAL_REACHED] = "refuted\">●",
    };

    report_text_add(text, "<tr>");
    report_page_header(text, "row", "", goal->words);
    if (has_range)
        report_page_cell(text, "r", goal->number(goal->low).text);
    report_text_format(text, "<td class=\"r\"><b>%s</b></td>", goal->number(goal->median).text);
    if (has_range)
        report_page_cell(text, "r", goal->number(goal->high).text);
    report_text_format(text, "<td class=\"r\">%s%s</td>", isnan(goal->bound) ? "" : "≤ ",
                     isnan(goal->bound) ? "" : goal->number(goal->bound).text);
    report_text_format(text, "<td><span class=\"verdict %s %s</span></td>", marks[goal->outcome], report_outcome_words(goal->outcome));
    add_rows(text, goal);
    report_page_cell(text, "e", goal->source);
    report_text_add(text, "</tr>\n");
}

static void add_goals(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_goal goal;
    bool has_range = count > 1;

    report_page_table_begin(text, "Goals", "goals");
    report_text_format(text, "<thead><tr><th scope=\"col\">Goal</th>%s<th scope=\"col\" class=\"r\">%s</th>%s"
                           "<th scope=\"col\" class=\"r\">Bound</th><th scope=\"col\">Outcome</th><th scope=\"col\">Rows</th>"
                           "<th scope=\"col\">Where the bound comes from</th></tr></thead>\n<tbody>\n",
                     has_range ? "<th scope=\"col\" class=\"r\">Least</th>" : "", has_range ? "Median" : "Measured",
                     has_range ? "<th scope=\"col\" class=\"r\">Greatest</th>" : "");
    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++)
        add_goal(text, &goal, has_range);
    report_text_add(text, "</tbody>\n");
    report_page_table_end(text);
}

void report_page_switches(struct report_text *text, const struct report_result *result, const char *part)
{
    struct report_columns columns;

    report_page_heading(text, part, "switches", "Switches and stacks");
    report_switch_columns(result, &columns);
    if (columns.count > 0)
        add_table(text, result, &columns);
    if (report_goals_apply(&result, 1)) {
        report_text_format(text, "<h3>What the stackful rows are held to</h3>\n<p>Where they overtake state machines is among the "
                               "<a href=\"#%s-questions\">questions</a>.</p>\n", part);
        add_goals(text, &result, 1);
    } else if (columns.count == 0) {
        report_text_add(text, "<p>This file has no time of a switch.</p>\n");
    }
}

void report_page_goals_of_all(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_text words;

    if (count < 2 || !report_goals_apply(results, count))
        return;
    report_text_init(&words);
    report_goals_say_runs(results, count, &words);
    report_text_add(text, "<section>\n<h2>What the stackful rows are held to, over all runs</h2>\n<p>");
    report_escape_html(text, words.bytes == NULL ? "" : words.bytes);
    report_text_add(text, "</p>\n");
    add_goals(text, results, count);
    report_text_add(text, "</section>\n");
    report_text_fini(&words);
}
