/* SPDX-License-Identifier: MIT */
/* Prints a comparison for the terminal. */
#include <stdio.h>
#include "report/terminal/terminal.h"

enum { NAME_COLUMNS = 22, CELL_COLUMNS = 14, WHAT_COLUMNS = 16, VALUE_COLUMNS = 31, COUNTED_SHOWN = 20 };
enum { METRIC_COLUMNS = REPORT_TERMINAL_COLUMNS - NAME_COLUMNS - CELL_COLUMNS - 2 - 2 * REPORT_NUMBER_COLUMNS };

static void add_environment(struct report_text *text, const char *what, const char *before, const char *after)
{
    report_field_left(text, what, WHAT_COLUMNS);
    report_field_left(text, before, VALUE_COLUMNS);
    report_text_add(text, " ");
    report_field_left(text, after, VALUE_COLUMNS);
    report_text_add(text, "\n");
}

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES];
    size_t count = report_environment_differences(comparison->before, comparison->after, differences);

    add_environment(text, "", comparison->before->path, comparison->after->path);
    for (size_t i = 0; i < count; i++)
        add_environment(text, differences[i].what, differences[i].before, differences[i].after);
    if (count == 0)
        report_text_add(text, "Machine, build and plan are the same.\n");
}

static void add_words(struct report_text *text, void say(const struct report_comparison *, struct report_text *),
                      const struct report_comparison *comparison)
{
    struct report_text words = {0};

    say(comparison, &words);
    if (words.length > 0)
        report_paragraph_add(text, 0, 0, words.bytes);
    report_text_fini(&words);
}

static void add_names(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_field_left(text, result->strategies[series->strategy].name, NAME_COLUMNS);
    report_text_add(text, " ");
    report_field_left(text, result->workloads[series->workload].name, CELL_COLUMNS);
}

static void add_difference(struct report_text *text, const struct report_result *result,
                           const struct report_difference *difference)
{
    char p[16], floor[16] = "";

    snprintf(p, sizeof p, difference->adjusted < 0.001 ? "<0.001" : "%.3f", difference->adjusted);
    if (difference->is_measured_again)
        snprintf(floor, sizeof floor, "%.1f %%", difference->floor * 100);
    add_names(text, result, difference->before);
    report_terminal_number(text, report_number_time(difference->before_ns).text);
    report_terminal_number(text, report_comparison_change(difference->ratio).text);
    report_terminal_number(text, floor);
    report_terminal_number(text, p);
    report_text_format(text, " %s\n", difference->call == REPORT_CALL_NONE ? "-" : report_call_words[difference->call]);
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_tally tally = report_comparison_tally(comparison);

    if (tally.shown == 0)
        return;
    report_text_add(text, "\n");
    report_field_left(text, tally.looked_at > 0 ? "measured again" : "suspects", NAME_COLUMNS + 1 + CELL_COLUMNS);
    report_terminal_number(text, "before");
    report_terminal_number(text, "change");
    report_terminal_number(text, "floor");
    report_terminal_number(text, "adj. p");
    report_text_add(text, "\n");
    for (size_t i = 0; i < comparison->count; i++)
        if (report_difference_is_shown(&comparison->differences[i]))
            add_difference(text, comparison->before, &comparison->differences[i]);
}

/* Counts need no statistics. */
static void add_counted(struct report_text *text, const struct report_comparison *comparison)
{
    size_t shown = comparison->counted_count < COUNTED_SHOWN ? comparison->counted_count : COUNTED_SHOWN;

    if (shown == 0)
        return;
    report_text_add(text, "\n");
    report_field_left(text, "counted, so exact", NAME_COLUMNS + 1 + CELL_COLUMNS);
    report_terminal_number(text, "before");
    report_terminal_number(text, "after");
    report_text_add(text, "\n");
    for (size_t i = 0; i < shown; i++) {
        const struct report_counted_difference *counted = &comparison->counted[i];
        add_names(text, comparison->before, counted->before);
        report_terminal_number(text, report_number_count(counted->before->median).text);
        report_terminal_number(text, report_number_count(counted->after->median).text);
        report_text_add(text, " ");
        report_field_left(text, counted->before->metric, METRIC_COLUMNS);
        report_text_add(text, "\n");
    }
    if (shown < comparison->counted_count)
        report_text_format(text, "and %zu more: --md has them all\n", comparison->counted_count - shown);
}

void report_comparison_add_terminal(struct report_text *text, const struct report_comparison *comparison)
{
    add_environments(text, comparison);
    report_text_add(text, "\n");
    add_words(text, report_comparison_say_screening, comparison);
    add_differences(text, comparison);
    add_counted(text, comparison);
    report_text_add(text, "\n");
    add_words(text, report_comparison_say_verdict, comparison);
}
