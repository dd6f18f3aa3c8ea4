/* SPDX-License-Identifier: MIT */
#include "report/terminal_switches.h"
#include <math.h>
#include <stdio.h>
#include "report/fastest.h"
#include "report/goal.h"
#include "report/paragraph.h"

enum { NUMBER_COLUMNS = 8 };

static void add_number(struct coro_text *text, const char *number)
{
    coro_text_add(text, " ");
    coro_field_right(text, number, NUMBER_COLUMNS - 1);
}

static void add_goal(struct coro_text *text, const struct coro_goal *goal, bool has_range)
{
    char bound[48] = "";

    if (!isnan(goal->bound))
        snprintf(bound, sizeof bound, "≤%s", goal->number(goal->bound).text);
    coro_field_left(text, goal->words, CORO_GOAL_COLUMNS);
    if (has_range)
        add_number(text, goal->number(goal->low).text);
    add_number(text, goal->number(goal->median).text);
    if (has_range)
        add_number(text, goal->number(goal->high).text);
    add_number(text, bound);
    coro_text_format(text, " %s\n", coro_outcome_words(goal->outcome));
}

static void add_heading(struct coro_text *text, bool has_range)
{
    coro_field_left(text, "", CORO_GOAL_COLUMNS);
    if (has_range)
        add_number(text, "least");
    add_number(text, "median");
    if (has_range)
        add_number(text, "most");
    add_number(text, "bound");
    coro_text_add(text, "\n");
}

/* As a paragraph; `words` are freed. */
static void add_words(struct coro_text *text, struct coro_text *words)
{
    if (words->length > 0)
        coro_paragraph_add(text, 0, 2, words->bytes);
    text->is_broken |= words->is_broken;
    coro_text_fini(words);
}

void coro_terminal_add_goals(struct coro_text *text, const struct coro_result *const *results, size_t count)
{
    static const char *const families[] = {"pending", "suspend_depth"};
    struct coro_text words;
    struct coro_goal goal;
    bool has_range = count > 1;

    if (!coro_goals_apply(results, count))
        return;
    coro_text_add(text, "\nWhat the stackful rows are held to\n");
    coro_text_init(&words);
    coro_goals_say_runs(results, count, &words);
    add_words(text, &words);
    add_heading(text, has_range);
    for (size_t i = 0; coro_goal_read(results, count, i, &goal); i++)
        add_goal(text, &goal, has_range);
    for (size_t i = 0; !has_range && i < sizeof families / sizeof families[0]; i++) {
        coro_text_init(&words);
        coro_say_crossing(results[0], families[i], &words);
        add_words(text, &words);
    }
}
