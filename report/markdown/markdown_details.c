/* SPDX-License-Identifier: MIT */
/* Owns the Markdown that a README can leave out: switches and stacks, models beside real compilers, and how far the numbers can
 * be trusted. */
#include <math.h>
#include "report/analysis/columns.h"
#include "report/analysis/goal.h"
#include "report/analysis/sentence.h"
#include "report/markdown/markdown.h"

static void add_row(struct report_text *text, const struct report_result *result, size_t strategy,
                    const struct report_columns *columns)
{
    report_text_add(text, "|");
    report_markdown_names(text, &result->strategies[strategy].name, 1);
    for (size_t i = 0; i < columns->count; i++) {
        size_t workload = columns->workloads[i];
        double time = report_result_median(result, strategy, workload, REPORT_METRIC_TIME);
        double multiple = report_switch_multiple(result, strategy, workload);
        if (isnan(time))
            report_text_add(text, " |");
        else if (isnan(multiple))
            report_text_format(text, " %s |", report_number_time(time).text);
        else
            report_text_format(text, " %s, %s |", report_number_multiple(multiple).text, report_number_time(time).text);
    }
    report_text_add(text, "\n");
}

static void add_table(struct report_text *text, const struct report_result *result, const struct report_columns *columns)
{
    report_text_add(text, "Times, and as multiples of ");
    report_escape_markdown_name(text, report_switch_yardstick);
    report_text_add(text, " in the same run.\n\n| row |");
    report_markdown_names(text, columns->names, columns->count);
    report_text_add(text, "\n|---|");
    report_text_repeat(text, "---:|", columns->count);
    report_text_add(text, "\n");
    for (size_t i = 0; i < result->strategy_count; i++)
        if (report_switch_has(result, i, columns))
            add_row(text, result, i, columns);
    report_text_add(text, "\n");
}

static void add_goals(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_goal goal;

    report_text_format(text, "| goal |%s bound | outcome |\n|---|---:|%s---:|---|\n",
                       count > 1 ? " least | median | greatest |" : " measured |", count > 1 ? "---:|---:|" : "");
    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++) {
        report_text_format(text, "| %s |", goal.words);
        if (count > 1)
            report_text_format(text, " %s |", goal.number(goal.low).text);
        report_text_format(text, " %s |", goal.number(goal.median).text);
        if (count > 1)
            report_text_format(text, " %s |", goal.number(goal.high).text);
        report_text_format(text, " %s%s | %s |\n", isnan(goal.bound) ? "" : "≤ ",
                           isnan(goal.bound) ? "" : goal.number(goal.bound).text, report_outcome_words[goal.outcome]);
    }
}

void report_markdown_add_switches(struct report_text *text, const struct report_result *result)
{
    struct report_columns columns;
    bool has_goals = report_goals_apply(&result, 1);

    report_columns_choose(result, REPORT_COLUMNS_SWITCHES, REPORT_METRIC_TIME, &columns);
    if (columns.count == 0 && !has_goals)
        return;
    report_text_add(text, "\n### Switches and stacks\n\n");
    if (columns.count > 0)
        add_table(text, result, &columns);
    if (has_goals)
        add_goals(text, &result, 1);
}

void report_markdown_add_goals_of_all(struct report_text *text, const struct report_result *const *results, size_t count)
{
    if (count < 2 || !report_goals_apply(results, count))
        return;
    report_text_add(text, "\n### Over all runs\n\n");
    report_goals_say_runs(results, count, text);
    report_text_add(text, "\n\n");
    add_goals(text, results, count);
}

void report_markdown_add_method(struct report_text *text, const struct report_result *result)
{
    struct report_pass pass;

    report_text_add(text, "\n### How the numbers were made\n\n| pass | what it counts | here |\n|---|---|---|\n");
    for (size_t i = 0; report_pass_read(result, i, &pass); i++)
        report_text_format(text, "| %s | %s | %s |\n", pass.name, pass.words, pass.state);
    report_text_add(text, "\n");
    for (size_t i = 0; report_method[i] != NULL; i++)
        report_markdown_sentence(text, report_method[i], result, "\n\n");
}
