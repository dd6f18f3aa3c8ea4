/* SPDX-License-Identifier: MIT */
/* Owns the page's section of switches and stacks: the table in multiples of raw fcontext, and the goals. */
#include <math.h>
#include "report/escape.h"
#include "report/goal.h"
#include "report/number.h"
#include "report/page_part.h"
#include "report/switch_table.h"

static void add_cell(struct coro_text *text, const struct coro_result *result, size_t strategy, size_t workload)
{
    const struct coro_series *series = coro_result_series(result, strategy, workload, CORO_METRIC_TIME);
    double multiple = coro_switch_multiple(result, strategy, workload);
    double instructions = coro_result_median(result, strategy, workload, CORO_METRIC_INSTRUCTIONS);

    if (series == NULL) {
        coro_text_add(text, "<td class=\"none\">·</td>");
        return;
    }
    coro_text_format(text, "<td title=\"%s to %s, n = %zu\">", coro_number_time(series->interval.low).text,
                     coro_number_time(series->interval.high).text, series->count);
    if (isfinite(multiple))
        coro_text_format(text, "<b>%s</b>", coro_number_multiple(multiple).text);
    coro_text_format(text, "<small>%s", coro_number_time(series->median).text);
    if (isfinite(instructions))
        coro_text_format(text, " · %s", coro_number_count(instructions).text);
    coro_text_add(text, "</small></td>");
}

static void add_table(struct coro_text *text, const struct coro_result *result, const struct coro_columns *columns)
{
    size_t yardstick = coro_result_strategy(result, coro_switch_yardstick);

    coro_text_add(text, "<p>Time as a multiple of ");
    coro_page_code(text, coro_switch_yardstick);
    coro_text_add(text, " in the same run; below, the median and the instructions. Rows that are not here have no stack to "
                        "switch.</p>\n");
    coro_page_table_begin(text, "Switches", "matrix");
    coro_text_add(text, "<thead><tr><th scope=\"col\" class=\"corner\">Row</th>");
    for (size_t i = 0; i < columns->count; i++)
        coro_page_header(text, "col", "", columns->names[i]);
    coro_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!coro_switch_has(result, strategy, columns))
            continue;
        coro_text_format(text, "<tr class=\"%s\">", strategy == yardstick ? "base" : "");
        coro_page_header(text, "row", "", result->strategies[strategy].name);
        for (size_t i = 0; i < columns->count; i++)
            add_cell(text, result, strategy, columns->workloads[i]);
        coro_text_add(text, "</tr>\n");
    }
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

/* Who was divided by whom, where the words do not name them, or why there is nothing. */
static void add_rows(struct coro_text *text, const struct coro_goal *goal)
{
    coro_text_add(text, "<td>");
    if (goal->row != NULL)
        coro_page_code(text, goal->row);
    if (goal->other != NULL) {
        coro_text_add(text, " / ");
        coro_page_code(text, goal->other);
    }
    if (goal->row == NULL)
        coro_escape_html(text, goal->reason == NULL ? "" : goal->reason);
    coro_text_add(text, "</td>");
}

static void add_goal(struct coro_text *text, const struct coro_goal *goal, bool has_range)
{
    static const char *const marks[] = {
        [CORO_GOAL_UNMEASURED] = "untested\">○", [CORO_GOAL_UNBOUND] = "untested\">·", [CORO_GOAL_MISSED] = "proved\">✕",
        [CORO_GOAL_REACHED] = "refuted\">●",
    };

    coro_text_add(text, "<tr>");
    coro_page_header(text, "row", "", goal->words);
    if (has_range)
        coro_page_cell(text, "r", goal->number(goal->low).text);
    coro_text_format(text, "<td class=\"r\"><b>%s</b></td>", goal->number(goal->median).text);
    if (has_range)
        coro_page_cell(text, "r", goal->number(goal->high).text);
    coro_text_format(text, "<td class=\"r\">%s%s</td>", isnan(goal->bound) ? "" : "≤ ",
                     isnan(goal->bound) ? "" : goal->number(goal->bound).text);
    coro_text_format(text, "<td><span class=\"verdict %s %s</span></td>", marks[goal->outcome], coro_outcome_words(goal->outcome));
    add_rows(text, goal);
    coro_page_cell(text, "e", goal->source);
    coro_text_add(text, "</tr>\n");
}

static void add_goals(struct coro_text *text, const struct coro_result *const *results, size_t count)
{
    struct coro_goal goal;
    bool has_range = count > 1;

    coro_page_table_begin(text, "Goals", "goals");
    coro_text_format(text, "<thead><tr><th scope=\"col\">Goal</th>%s<th scope=\"col\" class=\"r\">%s</th>%s"
                           "<th scope=\"col\" class=\"r\">Bound</th><th scope=\"col\">Outcome</th><th scope=\"col\">Rows</th>"
                           "<th scope=\"col\">Where the bound comes from</th></tr></thead>\n<tbody>\n",
                     has_range ? "<th scope=\"col\" class=\"r\">Least</th>" : "", has_range ? "Median" : "Measured",
                     has_range ? "<th scope=\"col\" class=\"r\">Greatest</th>" : "");
    for (size_t i = 0; coro_goal_read(results, count, i, &goal); i++)
        add_goal(text, &goal, has_range);
    coro_text_add(text, "</tbody>\n");
    coro_page_table_end(text);
}

void coro_page_switches(struct coro_text *text, const struct coro_result *result, const char *part)
{
    struct coro_columns columns;

    coro_page_heading(text, part, "switches", "Switches and stacks");
    coro_switch_columns(result, &columns);
    if (columns.count > 0)
        add_table(text, result, &columns);
    if (coro_goals_apply(&result, 1)) {
        coro_text_format(text, "<h3>What the stackful rows are held to</h3>\n<p>Where they overtake state machines is among the "
                               "<a href=\"#%s-questions\">questions</a>.</p>\n", part);
        add_goals(text, &result, 1);
    } else if (columns.count == 0) {
        coro_text_add(text, "<p>This file has no time of a switch.</p>\n");
    }
}

void coro_page_goals_of_all(struct coro_text *text, const struct coro_result *const *results, size_t count)
{
    struct coro_text words;

    if (count < 2 || !coro_goals_apply(results, count))
        return;
    coro_text_init(&words);
    coro_goals_say_runs(results, count, &words);
    coro_text_add(text, "<section>\n<h2>What the stackful rows are held to, over all runs</h2>\n<p>");
    coro_escape_html(text, words.bytes == NULL ? "" : words.bytes);
    coro_text_add(text, "</p>\n");
    add_goals(text, results, count);
    coro_text_add(text, "</section>\n");
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}
