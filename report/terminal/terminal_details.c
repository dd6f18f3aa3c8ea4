/* SPDX-License-Identifier: MIT */
/* Owns the terminal's table of goals, and its paragraphs on how far a run's numbers can be trusted. The table of switches is
 * terminal.c's, like every table of time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "report/analysis/crossing.h"
#include "report/analysis/fidelity.h"
#include "report/analysis/goal.h"
#include "report/analysis/sentence.h"
#include "report/analysis/ranking.h"
#include "report/analysis/systems.h"
#include "report/result/result.h"
#include "report/terminal/terminal.h"

void report_terminal_number(struct report_text *text, const char *number)
{
    report_text_add(text, " ");
    report_field_right(text, number, REPORT_NUMBER_COLUMNS - 1);
}

/* Adds a line without its end; NULL leaves a number out. */
static void add_line(struct report_text *text, const char *words, const char *least, const char *median, const char *most,
                     const char *bound)
{
    const char *const numbers[] = {least, median, most, bound};

    report_field_left(text, words, REPORT_GOAL_COLUMNS);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (numbers[i] != NULL)
            report_terminal_number(text, numbers[i]);
}

static void add_goal(struct report_text *text, const struct report_goal *goal, bool has_range)
{
    char bound[48] = "";

    if (!isnan(goal->bound))
        snprintf(bound, sizeof bound, "≤%s", goal->number(goal->bound).text);
    if (has_range && goal->count == 0) {        /* the words take the place of three numbers */
        report_field_left(text, goal->words, REPORT_GOAL_COLUMNS);
        report_field_right(text, report_outcome_words[goal->outcome], 3 * REPORT_NUMBER_COLUMNS);
        report_terminal_number(text, bound);
        report_text_add(text, "\n");
        return;
    }
    add_line(text, goal->words, has_range ? goal->number(goal->low).text : NULL, goal->number(goal->median).text,
             has_range ? goal->number(goal->high).text : NULL, bound);
    report_text_format(text, " %s\n", report_outcome_words[goal->outcome]);
}

static void say_waits(const struct report_result *result, struct report_text *text)
{
    report_say_crossing(result, "pending", text);
}

static void say_depth(const struct report_result *result, struct report_text *text)
{
    report_say_crossing(result, "suspend_depth", text);
}

void report_terminal_add_goals(struct report_text *text, const struct report_result *const *results, size_t count)
{
    struct report_text words = {0};
    struct report_goal goal;
    bool has_range = count > 1;

    if (!report_goals_apply(results, count))
        return;
    report_text_add(text, "\nWhat the stackful rows are held to\n");
    report_goals_say_runs(results, count, &words);
    if (words.length > 0)
        report_paragraph_add(text, 0, 2, words.bytes);
    report_text_fini(&words);
    add_line(text, "", has_range ? "least" : NULL, "median", has_range ? "most" : NULL, "bound");
    report_text_add(text, "\n");
    for (size_t i = 0; report_goal_read(results, count, i, &goal); i++)
        add_goal(text, &goal, has_range);
    if (has_range)
        return;
    report_terminal_sentence(text, "", say_waits, results[0]);
    report_terminal_sentence(text, "", say_depth, results[0]);
}

bool report_terminal_sentence(struct report_text *text, const char *before, report_sentence *say,
                              const struct report_result *result)
{
    struct report_text words = {0};
    bool is_said;

    say(result, &words);
    is_said = words.length > 0;
    if (is_said) {
        report_text_add(text, before);
        report_paragraph_add(text, 0, 2, words.bytes);
    }
    report_text_fini(&words);
    return is_said;
}

enum report_terminal_look report_terminal_look_of_output(void)
{
    const char *terminal = getenv("TERM");
    bool is_plain = !isatty(STDOUT_FILENO) || getenv("NO_COLOR") != NULL || (terminal != NULL && strcmp(terminal, "dumb") == 0);

    return is_plain ? REPORT_LOOK_PLAIN : REPORT_LOOK_COLOURED;
}

size_t report_terminal_lines(const struct report_text *text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text->length; i++)
        lines += text->bytes[i] == '\n';
    return lines;
}

void report_terminal_add_badge(struct report_text *text, const struct report_result *result)
{
    struct report_text badge = {0}, line = {0};
    static const char separator[] = " · ";

    report_environment_badge(result, &badge);
    report_escape_terminal(&line, report_text_string(&badge));
    size_t fitting = report_utf8_fit(report_text_string(&line), REPORT_TERMINAL_COLUMNS);
    if (fitting < line.length)          /* whole facts only, where one ends in time */
        for (char *next = line.bytes; (next = strstr(next, separator)) != NULL && next <= line.bytes + fitting; next++)
            badge.length = (size_t)(next - line.bytes);
    report_text_add_bytes(text, report_text_string(&line), badge.length < fitting ? badge.length : fitting);
    report_text_add(text, "\n");
    report_text_fini(&badge);
    report_text_fini(&line);
}

static void say_experiment(const struct report_result *result, struct report_text *text)
{
    report_experiment_say(&result->experiment, text);
}

/* The tables of tails, of the kernel's part and of events are too wide for a terminal, and the systems too many. */
static void say_what_else(const struct report_result *result, struct report_text *text)
{
    static const struct { const char *metric, *words; } tables[] = {
        {REPORT_METRIC_P99, "tails of single next()s"}, {REPORT_METRIC_SYSCALLS, "system calls and page faults"},
        {REPORT_METRIC_CYCLES, "cycles, branch and cache misses"},
    };
    size_t said = 0;

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (size_t workload = 0; workload < result->workload_count; workload++)
            if (report_workload_has(result, workload, tables[i].metric)) {
                report_text_format(text, "%s%s", said++ == 0 ? "Only in the page (--html) and the long form (--csv): " : "; ",
                                   tables[i].words);
                break;
            }
    report_text_add(text, said > 0 ? "." : "");
    if (report_systems_are_cited(result))
        report_text_format(text, "%s`./lab list --systems` and the page tell who uses each strategy.", said > 0 ? " " : "");
}

static void say_where_questions_are(const struct report_result *result, struct report_text *text)
{
    if (result->workload_count > 0)
        report_text_add(text, "`./lab list` and the page tell the question of each workload, and what of a row threads share.");
}

void report_terminal_add_method(struct report_text *text, const struct report_result *result)
{
    static report_sentence *const paragraphs[] = {
        report_run_notes_say, report_noise_say, report_drift_say, say_experiment, report_fidelity_say, say_what_else,
        say_where_questions_are,
    };
    bool is_first = true;

    for (size_t i = 0; i < sizeof paragraphs / sizeof paragraphs[0]; i++)
        is_first &= !report_terminal_sentence(text, is_first ? "\n" : "", paragraphs[i], result);
}
