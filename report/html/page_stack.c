/* SPDX-License-Identifier: MIT */
/* Owns the page's section "When does a stack pay?": the sweeps with their crossings, the switches beside their peers, and the
 * goals of the stackful rows. */
#include <math.h>
#include <stdio.h>
#include "report/analysis/crossing.h"
#include "report/analysis/goal.h"
#include "report/analysis/public_questions.h"
#include "report/chart/chart.h"
#include "report/html/page.h"

static void add_sweep(struct report_text *text, const struct report_result *result, size_t index, const char *part)
{
    struct report_sweep sweep;
    struct report_text words = {0};
    char id[48];

    if (!report_sweep_read(result, index, &sweep))
        return;
    snprintf(id, sizeof id, "%s%s", sweep.name, part);
    report_sweep_say(result, &sweep, &words);
    report_html(text, "<figure id=\"%s\"><h3>%s</h3><p>", id, sweep.title);
    report_page_words(text, result, part, words.length > 0 ? words.bytes : "A size has too few samples to tell rows apart.");
    report_text_add(text, "</p>\n");
    report_sweep_chart(text, result, &sweep, REPORT_CHART_IN_PAGE, id);
    report_text_add(text, "</figure>\n");
    report_text_fini(&words);
}

static bool has_sweep(const struct report_result *result)
{
    struct report_sweep sweep;

    for (size_t i = 0; i < REPORT_SWEEP_COUNT; i++)
        if (report_sweep_read(result, i, &sweep))
            return true;
    return false;
}

static void add_cell(struct report_page *page, const struct report_result *result, size_t strategy, size_t workload)
{
    struct report_text *text = &page->body;
    const struct report_series *series = report_result_series(result, strategy, workload, REPORT_METRIC_TIME);
    double multiple = report_switch_multiple(result, strategy, workload);
    double instructions = report_result_median(result, strategy, workload, REPORT_METRIC_INSTRUCTIONS);

    if (series == NULL) {
        report_text_add(text, "<td class=\"none\">·</td>");
        return;
    }
    report_text_add(text, "<td>");
    if (isfinite(multiple))
        report_html(text, "%s", report_number_multiple(multiple).text);
    report_text_add(text, "<small>");
    report_page_number(page, result, strategy, workload, REPORT_METRIC_TIME, report_number_time(series->median).text);
    if (isfinite(instructions))
        report_html(text, " · %s instr.", report_number_count(instructions).text);
    report_text_add(text, "</small></td>");
}

static void add_table(struct report_page *page, const struct report_result *result, const struct report_columns *columns)
{
    struct report_text *text = &page->body;
    size_t yardstick = report_result_strategy(result, report_switch_yardstick);

    report_page_piece(text, "switches-table", report_switch_yardstick);
    for (size_t i = 0; i < columns->count; i++)
        report_html(text, "<th scope=\"col\">%s</th>", columns->names[i]);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t strategy = 0; strategy < result->strategy_count; strategy++) {
        if (!report_switch_has(result, strategy, columns))
            continue;
        report_page_row_begin(text, strategy == yardstick ? "base" : NULL, result->strategies[strategy].name);
        for (size_t i = 0; i < columns->count; i++)
            add_cell(page, result, strategy, columns->workloads[i]);
        report_text_add(text, "</tr>\n");
    }
    report_page_table_end(text);
    report_text_add(text, "</div>\n");
}

/* Adds the rows that were divided, where the words do not name them, or the reason why there is nothing. */
static void add_rows(struct report_text *text, const struct report_goal *goal)
{
    report_text_add(text, "<td>");
    if (goal->row != NULL)
        report_html(text, "%s", goal->row);
    if (goal->other != NULL)
        report_html(text, " / %s", goal->other);
    if (goal->row == NULL)
        report_html(text, "%s", goal->reason == NULL ? "" : goal->reason);
    report_text_add(text, "</td>");
}

static void add_goal(struct report_text *text, const struct report_goal *goal, bool has_range)
{
    static const char *const marks[][2] = {
        [REPORT_GOAL_UNMEASURED] = {"untested", "○"}, [REPORT_GOAL_UNBOUND] = {"untested", "·"},
        [REPORT_GOAL_MISSED] = {"proved", "✕"},       [REPORT_GOAL_REACHED] = {"refuted", "●"},
        [REPORT_GOAL_UNDECIDED] = {"untested", "○"},
    };

    report_page_row_begin(text, NULL, goal->words);
    if (has_range)
        report_html(text, "<td class=\"r\">%s</td>", goal->number(goal->low).text);
    report_html(text, "<td class=\"r\">%s</td>", goal->number(goal->median).text);
    if (has_range)
        report_html(text, "<td class=\"r\">%s</td>", goal->number(goal->high).text);
    report_html(text, "<td class=\"r\">%s%s</td><td>", isnan(goal->bound) ? "" : "≤ ",
                isnan(goal->bound) ? "" : goal->number(goal->bound).text);
    report_page_mark(text, marks[goal->outcome][0], marks[goal->outcome][1], report_outcome_words[goal->outcome]);
    report_text_add(text, "</td>");
    add_rows(text, goal);
    report_html(text, "<td class=\"e\">%s</td></tr>\n", goal->source);
}

static void add_goals(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_goal goal;

    report_page_piece(text, count > 1 ? "goals-of-all-table" : "goals-table", NULL);
    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++)
        add_goal(text, &goal, count > 1);
    report_page_table_end(text);
}

/* Adds the goals below a line that counts their outcomes. */
static void fold_goals(struct report_text *text, const struct report_result *result)
{
    size_t counts[REPORT_GOAL_OUTCOMES] = {0};
    struct report_goal goal;

    for (size_t i = 0; report_goal_read(&result, 1, i, &goal); i++)
        counts[goal.outcome]++;
    report_text_format(text,
                       "<details><summary>The goals of the stackful rows: %zu reached, %zu missed",
                       counts[REPORT_GOAL_REACHED], counts[REPORT_GOAL_MISSED]);
    if (counts[REPORT_GOAL_UNDECIDED] > 0)
        report_text_format(text, ", %zu not decided by so few rounds", counts[REPORT_GOAL_UNDECIDED]);
    report_text_format(text, ", %zu not measured</summary>", counts[REPORT_GOAL_UNMEASURED]);
    add_goals(text, &result, 1);
    report_text_add(text, "</details>\n");
}

/* Adds the answer of a file without sweeps, and the run that has them. */
static void add_single_sizes(struct report_text *text, const struct report_result *result)
{
    struct report_text command = {0};
    size_t begin = text->length;

    report_page_sentence(text, "<div class=\"pays\"><p>", report_answer_pays, result, "</p>\n");
    if (text->length == begin)
        return;
    report_sweeps_command(&command);
    report_page_piece(text, "stack-single", command.bytes);
    report_text_fini(&command);
}

void report_page_stack(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    struct report_columns columns;
    bool has_sweeps = has_sweep(result);
    char samples[32];

    report_columns_choose(result, REPORT_COLUMNS_SWITCHES, REPORT_METRIC_TIME, &columns);
    snprintf(samples, sizeof samples, "%zu", report_run_samples(result));
    if (has_sweeps) {
        report_page_sentence(text, "<p class=\"lead\">", report_answer_pays, result, "</p>\n");
        report_page_piece(text, "stack-about", samples);
    }
    size_t begin = text->length;
    report_text_add(text, "<div class=\"charts\">\n");
    size_t empty = text->length;
    if (!has_sweeps)
        add_single_sizes(text, result);
    for (size_t i = 0; i < REPORT_SWEEP_COUNT; i++)
        add_sweep(text, result, i, part);
    if (columns.count > 0)
        add_table(page, result, &columns);
    if (text->length == empty)
        report_text_cut(text, begin);
    else
        report_text_add(text, "</div>\n");
    if (report_goals_apply(&result, 1))
        fold_goals(text, result);
}

void report_page_goals_of_all(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_text words = {0};

    if (count < 2 || !report_goals_apply(results, count))
        return;
    report_goals_say_runs(results, count, &words);
    report_page_piece(text, "goals-of-all", NULL);
    report_html(text, "<p>%s</p>\n", report_text_string(&words));
    add_goals(text, results, count);
    report_text_add(text, "</details>\n");
    report_text_fini(&words);
}
