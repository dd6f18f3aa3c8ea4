/* SPDX-License-Identifier: MIT */
/* Prints a comparison for the terminal. */
#include <math.h>
#include "report/terminal/terminal.h"

enum { NAME_COLUMNS = 18, CELL_COLUMNS = 13, WHAT_COLUMNS = 16, VALUE_COLUMNS = 31, ROWS_SHOWN = 20 };
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
        report_text_format(text, "%s\n", report_environment_same(comparison->before, comparison->after));
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

static void add_names(struct report_text *text, const char *strategy, const char *workload)
{
    report_field_left(text, strategy, NAME_COLUMNS);
    report_text_add(text, " ");
    report_field_left(text, workload, CELL_COLUMNS);
}

static void add_difference(struct report_text *text, const struct report_result *result,
                           const struct report_difference *difference)
{
    add_names(text, result->strategies[difference->before->strategy].name, result->workloads[difference->before->workload].name);
    report_terminal_number(text, report_number_time(difference->before_ns).text);
    report_terminal_number(text, report_number_time(difference->after_ns).text);
    report_terminal_number(text, report_comparison_change(difference->ratio).text);
    report_terminal_number(text, report_comparison_floor(difference->floor).text);
    report_terminal_number(text, report_comparison_p(difference->adjusted).text);
    report_text_format(text, " %s\n", difference->call == REPORT_CALL_NONE ? "-" : report_call_words[difference->call]);
}

static void add_heading(struct report_text *text, const char *words, const char *const *numbers, size_t count)
{
    report_text_add(text, "\n");
    report_field_left(text, words, NAME_COLUMNS + 1 + CELL_COLUMNS);
    for (size_t i = 0; i < count; i++)
        report_terminal_number(text, numbers[i]);
    report_text_add(text, "\n");
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    static const char *const numbers[] = {"before", "after", "change", "floor", "adj. p"};
    struct report_tally tally = report_comparison_tally(comparison);

    if (tally.shown == 0)
        return;
    add_heading(text, tally.looked_at > 0 ? "measured afresh" : "suspects", numbers, sizeof numbers / sizeof numbers[0]);
    for (size_t i = 0; i < comparison->count; i++)
        if (report_difference_is_shown(&comparison->differences[i]))
            add_difference(text, comparison->before, &comparison->differences[i]);
}

static void add_rest(struct report_text *text, size_t count)
{
    if (count > ROWS_SHOWN)
        report_text_format(text, "and %zu more: --md has them all\n", count - ROWS_SHOWN);
}

static void add_count(struct report_text *text, const struct report_result *before,
                      const struct report_count_difference *counted)
{
    add_names(text, before->strategies[counted->strategy].name,
              counted->workload == REPORT_NOT_FOUND ? "" : before->workloads[counted->workload].name);
    report_terminal_number(text, report_number_count(counted->before).text);
    report_terminal_number(text, isnan(counted->after) ? "absent" : report_number_count(counted->after).text);
    report_text_add(text, " ");
    report_field_left(text, counted->metric, METRIC_COLUMNS);
    report_text_add(text, "\n");
}

/* Counts need no statistics. */
static void add_counted(struct report_text *text, const struct report_comparison *comparison, const char *heading,
                        enum report_count_kind kind)
{
    static const char *const numbers[] = {"before", "after"};
    size_t count = 0;

    for (size_t i = 0; i < comparison->counted_count; i++) {
        if (comparison->counted[i].kind != kind)
            continue;
        if (count == 0)
            add_heading(text, heading, numbers, 2);
        if (count++ < ROWS_SHOWN)
            add_count(text, comparison->before, &comparison->counted[i]);
    }
    add_rest(text, count);
}

static void add_lost(struct report_text *text, const struct report_comparison *comparison)
{
    if (comparison->lost_count == 0)
        return;
    add_heading(text, "lost or failed in the second", NULL, 0);
    for (size_t i = 0; i < comparison->lost_count && i < ROWS_SHOWN; i++) {
        struct report_text words = {0};
        add_names(text, comparison->lost[i].strategy, comparison->lost[i].workload);
        report_text_add(text, " ");
        report_lost_cell_say(&comparison->lost[i], &words);
        report_paragraph_add(text, NAME_COLUMNS + CELL_COLUMNS + 2, NAME_COLUMNS + CELL_COLUMNS + 2, words.bytes);
        report_text_fini(&words);
    }
    add_rest(text, comparison->lost_count);
}

void report_comparison_add_terminal(struct report_text *text, const struct report_comparison *comparison)
{
    add_environments(text, comparison);
    report_text_add(text, "\n");
    add_words(text, report_comparison_say_screening, comparison);
    add_differences(text, comparison);
    add_counted(text, comparison, "counted, so exact", REPORT_COUNT_EXACT);
    add_counted(text, comparison, "pages, calls: not exact", REPORT_COUNT_COARSE);
    add_lost(text, comparison);
    report_text_add(text, "\n");
    add_words(text, report_comparison_say_verdict, comparison);
}

void report_gate_add_terminal(struct report_text *text, const struct report_gate *gate)
{
    struct report_text words = {0};

    report_gate_say(gate, &words);
    report_paragraph_add(text, 0, 0, words.bytes);
    report_text_fini(&words);
}
