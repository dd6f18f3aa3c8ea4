/* SPDX-License-Identifier: MIT */
/* The sentences, and the terminal's tables. Markdown's are in comparison_markdown.c. */
#include "report/terminal/terminal_comparison.h"
#include <math.h>
#include <stdio.h>
#include "report/analysis/environment_differences.h"
#include "report/text/number.h"
#include "report/text/paragraph.h"

enum { NAME_COLUMNS = 22, CELL_COLUMNS = 14, NUMBER_COLUMNS = 8, WHAT_COLUMNS = 16, VALUE_COLUMNS = 31, COUNTED_SHOWN = 20 };

struct report_number report_comparison_change(double ratio)
{
    struct report_number number;
    double percent = (ratio - 1) * 100;

    snprintf(number.text, sizeof number.text, fabs(percent) < 10 ? "%+.1f %%" : "%+.0f %%", percent);
    return number;
}

static size_t fewest_samples(const struct report_comparison *comparison)
{
    size_t fewest = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct report_difference *difference = &comparison->differences[i];
        size_t count = difference->before->count < difference->after->count ? difference->before->count
                                                                             : difference->after->count;
        if (i == 0 || count < fewest)
            fewest = count;
    }
    return fewest;
}

static bool was_looked_at(const struct report_comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].look != REPORT_LOOK_NONE)
            return true;
    return false;
}

void report_comparison_say_screening(const struct report_comparison *comparison, struct report_text *text)
{
    if (comparison->count == 0) {
        report_text_add(text, "The files have no timed cell in common.");
        return;
    }
    report_text_format(text, "Cells with times in both files: %zu, of at least %zu samples", comparison->count,
                     fewest_samples(comparison));
    if (comparison->only_before + comparison->only_after > 0)
        report_text_format(text, "; %zu only in the first, %zu only in the second", comparison->only_before,
                         comparison->only_after);
    report_text_format(text, ". In the middle, the second takes %s of the first's time; screening asks what moved beyond that "
                     "(Mann and Whitney, p < %g). Suspects: %zu.", report_number_percent(comparison->overall).text,
                     REPORT_COMPARISON_SUSPICION, report_comparison_suspects(comparison));
    if (was_looked_at(comparison))
        report_text_format(text, " Looked at afresh, both builds side by side: all; not cleared, so measured again: %zu.",
                         report_comparison_measured_again(comparison));
    if (report_is_other_machine(comparison->before, comparison->after))
        report_text_add(text, " The files come from different machines or kernels: their times say nothing of the builds.");
}

void report_comparison_say_verdict(const struct report_comparison *comparison, struct report_text *text)
{
    size_t suspects = report_comparison_count(comparison, REPORT_CALL_SUSPECT);

    if (suspects > 0 && !was_looked_at(comparison))
        report_text_format(text, "Suspects: %zu, and no verdict: --confirm measures afresh, both builds side by side in one session",
                         suspects);
    else
        report_text_format(text, "Faster: %zu, slower: %zu", report_comparison_count(comparison, REPORT_CALL_FASTER),
                         report_comparison_count(comparison, REPORT_CALL_SLOWER));
    if (suspects > 0 && was_looked_at(comparison))
        report_text_format(text, "; suspects that could not be measured: %zu", suspects);
    report_text_format(text, "; no difference resolved: %zu.\n", report_comparison_count(comparison, REPORT_CALL_NONE));
}

static void add_environments(struct report_text *text, const struct report_comparison *comparison)
{
    struct report_environment_difference differences[REPORT_ENVIRONMENT_DIFFERENCES];
    size_t count = report_environment_differences(comparison->before, comparison->after, differences);

    report_field_left(text, "", WHAT_COLUMNS);
    report_field_left(text, comparison->before->path, VALUE_COLUMNS);
    report_text_add(text, " ");
    report_field_left(text, comparison->after->path, VALUE_COLUMNS);
    report_text_add(text, "\n");
    for (size_t i = 0; i < count; i++) {
        report_field_left(text, differences[i].what, WHAT_COLUMNS);
        report_field_left(text, differences[i].before, VALUE_COLUMNS);
        report_text_add(text, " ");
        report_field_left(text, differences[i].after, VALUE_COLUMNS);
        report_text_add(text, "\n");
    }
    if (count == 0)
        report_text_add(text, "Machine, build and plan are the same.\n");
}

static void add_words(struct report_text *text, void say(const struct report_comparison *, struct report_text *),
                      const struct report_comparison *comparison)
{
    struct report_text words;

    report_text_init(&words);
    say(comparison, &words);
    if (words.length > 0)
        report_paragraph_add(text, 0, 0, words.bytes);
    report_text_fini(&words);
}

static void add_number(struct report_text *text, const char *number)
{
    report_text_add(text, " ");
    report_field_right(text, number, NUMBER_COLUMNS - 1);
}

static void add_names(struct report_text *text, const struct report_result *result, const struct report_series *series)
{
    report_field_left(text, result->strategies[series->strategy].name, NAME_COLUMNS);
    report_text_add(text, " ");
    report_field_left(text, result->workloads[series->workload].name, CELL_COLUMNS);
}

static void add_difference(struct report_text *text, const struct report_result *result, const struct report_difference *difference)
{
    char p[16], floor[16] = "";

    snprintf(p, sizeof p, difference->adjusted < 0.001 ? "<0.001" : "%.3f", difference->adjusted);
    if (difference->is_measured_again)
        snprintf(floor, sizeof floor, "%.1f %%", difference->floor * 100);
    add_names(text, result, difference->before);
    add_number(text, report_number_time(difference->before_ns).text);
    add_number(text, report_comparison_change(difference->ratio).text);
    add_number(text, floor);
    add_number(text, p);
    report_text_format(text, " %s\n", difference->call == REPORT_CALL_NONE ? "-" : report_call_words(difference->call));
}

bool report_difference_is_shown(const struct report_difference *difference)
{
    return difference->is_measured_again || difference->call == REPORT_CALL_SUSPECT;
}

size_t report_comparison_shown(const struct report_comparison *comparison)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++)
        count += report_difference_is_shown(&comparison->differences[i]);
    return count;
}

static void add_differences(struct report_text *text, const struct report_comparison *comparison)
{
    if (report_comparison_shown(comparison) == 0)
        return;
    report_text_add(text, "\n");
    report_field_left(text, was_looked_at(comparison) ? "measured again" : "suspects", NAME_COLUMNS + 1 + CELL_COLUMNS);
    add_number(text, "before");
    add_number(text, "change");
    add_number(text, "floor");
    add_number(text, "adj. p");
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
    add_number(text, "before");
    add_number(text, "after");
    report_text_add(text, "\n");
    for (size_t i = 0; i < shown; i++) {
        const struct report_counted_difference *counted = &comparison->counted[i];
        add_names(text, comparison->before, counted->before);
        add_number(text, report_number_count(counted->before->median).text);
        add_number(text, report_number_count(counted->after->median).text);
        report_text_add(text, " ");
        report_field_left(text, counted->before->metric, REPORT_TERMINAL_COLUMNS - NAME_COLUMNS - CELL_COLUMNS - 2 - 2 * NUMBER_COLUMNS);
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
