/* SPDX-License-Identifier: MIT */
#include "report/markdown_switches.h"
#include <math.h>
#include "report/escape.h"
#include "report/goal.h"
#include "report/number.h"
#include "report/switch_table.h"

static void add_row(struct coro_text *text, const struct coro_result *result, size_t strategy, const struct coro_columns *columns)
{
    coro_text_add(text, "| ");
    coro_escape_markdown_name(text, result->strategies[strategy].name);
    coro_text_add(text, " |");
    for (size_t i = 0; i < columns->count; i++) {
        size_t workload = columns->workloads[i];
        double time = coro_result_median(result, strategy, workload, CORO_METRIC_TIME);
        double multiple = coro_switch_multiple(result, strategy, workload);
        if (isnan(time))
            coro_text_add(text, " |");
        else if (isnan(multiple))
            coro_text_format(text, " %s |", coro_number_time(time).text);
        else
            coro_text_format(text, " %s, %s |", coro_number_multiple(multiple).text, coro_number_time(time).text);
    }
    coro_text_add(text, "\n");
}

static void add_table(struct coro_text *text, const struct coro_result *result, const struct coro_columns *columns)
{
    coro_text_add(text, "Times, and as multiples of ");
    coro_escape_markdown_name(text, coro_switch_yardstick);
    coro_text_add(text, " in the same run.\n\n| row |");
    for (size_t i = 0; i < columns->count; i++) {
        coro_text_add(text, " ");
        coro_escape_markdown_name(text, columns->names[i]);
        coro_text_add(text, " |");
    }
    coro_text_add(text, "\n|---|");
    coro_text_repeat(text, "---:|", columns->count);
    coro_text_add(text, "\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        if (coro_switch_has(result, i, columns))
            add_row(text, result, i, columns);
    coro_text_add(text, "\n");
}

static void add_goals(struct coro_text *text, const struct coro_result *const *results, size_t count)
{
    struct coro_goal goal;

    coro_text_format(text, "| goal |%s bound | outcome |\n|---|---:|%s---:|---|\n", count > 1 ? " least | median | greatest |"
                     : " measured |", count > 1 ? "---:|---:|" : "");
    for (size_t i = 0; coro_goal_read(results, count, i, &goal); i++) {
        coro_text_format(text, "| %s |", goal.words);
        if (count > 1)
            coro_text_format(text, " %s |", goal.number(goal.low).text);
        coro_text_format(text, " %s |", goal.number(goal.median).text);
        if (count > 1)
            coro_text_format(text, " %s |", goal.number(goal.high).text);
        coro_text_format(text, " %s%s | %s |\n", isnan(goal.bound) ? "" : "≤ ",
                         isnan(goal.bound) ? "" : goal.number(goal.bound).text, coro_outcome_words(goal.outcome));
    }
}

void coro_markdown_add_switches(struct coro_text *text, const struct coro_result *result)
{
    struct coro_columns columns;
    bool has_goals = coro_goals_apply(&result, 1);

    coro_switch_columns(result, &columns);
    if (columns.count == 0 && !has_goals)
        return;
    coro_text_add(text, "\n### Switches and stacks\n\n");
    if (columns.count > 0)
        add_table(text, result, &columns);
    if (has_goals)
        add_goals(text, &result, 1);
}

void coro_markdown_add_goals_of_all(struct coro_text *text, const struct coro_result *const *results, size_t count)
{
    if (count < 2 || !coro_goals_apply(results, count))
        return;
    coro_text_add(text, "\n### Over all runs\n\n");
    coro_goals_say_runs(results, count, text);
    coro_text_add(text, "\n\n");
    add_goals(text, results, count);
}
