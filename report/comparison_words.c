/* SPDX-License-Identifier: MIT */
/* The sentences, and the terminal's tables. Markdown's are in comparison_markdown.c. */
#include "report/comparison_words.h"
#include <math.h>
#include <stdio.h>
#include "report/environment_differences.h"
#include "report/number.h"
#include "report/paragraph.h"

enum { NAME_COLUMNS = 22, CELL_COLUMNS = 14, NUMBER_COLUMNS = 8, WHAT_COLUMNS = 16, VALUE_COLUMNS = 31, COUNTED_SHOWN = 20 };

struct coro_number coro_comparison_change(double ratio)
{
    struct coro_number number;
    double percent = (ratio - 1) * 100;

    snprintf(number.text, sizeof number.text, fabs(percent) < 10 ? "%+.1f %%" : "%+.0f %%", percent);
    return number;
}

static size_t fewest_samples(const struct coro_comparison *comparison)
{
    size_t fewest = 0;

    for (size_t i = 0; i < comparison->count; i++) {
        const struct coro_difference *difference = &comparison->differences[i];
        size_t count = difference->before->count < difference->after->count ? difference->before->count
                                                                             : difference->after->count;
        if (i == 0 || count < fewest)
            fewest = count;
    }
    return fewest;
}

static bool was_looked_at(const struct coro_comparison *comparison)
{
    for (size_t i = 0; i < comparison->count; i++)
        if (comparison->differences[i].look != CORO_LOOK_NONE)
            return true;
    return false;
}

void coro_comparison_say_screening(const struct coro_comparison *comparison, struct coro_text *text)
{
    if (comparison->count == 0) {
        coro_text_add(text, "The files have no timed cell in common.");
        return;
    }
    coro_text_format(text, "Cells with times in both files: %zu, of at least %zu samples", comparison->count,
                     fewest_samples(comparison));
    if (comparison->only_before + comparison->only_after > 0)
        coro_text_format(text, "; %zu only in the first, %zu only in the second", comparison->only_before,
                         comparison->only_after);
    coro_text_format(text, ". In the middle, the second takes %s of the first's time; screening asks what moved beyond that "
                     "(Mann and Whitney, p < %g). Suspects: %zu.", coro_number_percent(comparison->overall).text,
                     CORO_COMPARISON_SUSPICION, coro_comparison_suspects(comparison));
    if (was_looked_at(comparison))
        coro_text_format(text, " Looked at afresh, both builds side by side: all; not cleared, so measured again: %zu.",
                         coro_comparison_measured_again(comparison));
    if (coro_is_other_machine(comparison->before, comparison->after))
        coro_text_add(text, " The files come from different machines or kernels: their times say nothing of the builds.");
}

void coro_comparison_say_verdict(const struct coro_comparison *comparison, struct coro_text *text)
{
    size_t suspects = coro_comparison_count(comparison, CORO_CALL_SUSPECT);

    if (suspects > 0 && !was_looked_at(comparison))
        coro_text_format(text, "Suspects: %zu, and no verdict: --confirm measures afresh, both builds side by side in one session",
                         suspects);
    else
        coro_text_format(text, "Faster: %zu, slower: %zu", coro_comparison_count(comparison, CORO_CALL_FASTER),
                         coro_comparison_count(comparison, CORO_CALL_SLOWER));
    if (suspects > 0 && was_looked_at(comparison))
        coro_text_format(text, "; suspects that could not be measured: %zu", suspects);
    coro_text_format(text, "; no difference resolved: %zu.\n", coro_comparison_count(comparison, CORO_CALL_NONE));
}

static void add_environments(struct coro_text *text, const struct coro_comparison *comparison)
{
    struct coro_environment_difference differences[CORO_ENVIRONMENT_DIFFERENCES];
    size_t count = coro_environment_differences(comparison->before, comparison->after, differences);

    coro_field_left(text, "", WHAT_COLUMNS);
    coro_field_left(text, comparison->before->path, VALUE_COLUMNS);
    coro_text_add(text, " ");
    coro_field_left(text, comparison->after->path, VALUE_COLUMNS);
    coro_text_add(text, "\n");
    for (size_t i = 0; i < count; i++) {
        coro_field_left(text, differences[i].what, WHAT_COLUMNS);
        coro_field_left(text, differences[i].before, VALUE_COLUMNS);
        coro_text_add(text, " ");
        coro_field_left(text, differences[i].after, VALUE_COLUMNS);
        coro_text_add(text, "\n");
    }
    if (count == 0)
        coro_text_add(text, "Machine, build and plan are the same.\n");
}

static void add_words(struct coro_text *text, void say(const struct coro_comparison *, struct coro_text *),
                      const struct coro_comparison *comparison)
{
    struct coro_text words;

    coro_text_init(&words);
    say(comparison, &words);
    if (words.length > 0)
        coro_paragraph_add(text, 0, 0, words.bytes);
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}

static void add_number(struct coro_text *text, const char *number)
{
    coro_text_add(text, " ");
    coro_field_right(text, number, NUMBER_COLUMNS - 1);
}

static void add_names(struct coro_text *text, const struct coro_result *result, const struct coro_series *series)
{
    coro_field_left(text, result->strategies[series->strategy].name, NAME_COLUMNS);
    coro_text_add(text, " ");
    coro_field_left(text, result->workloads[series->workload].name, CELL_COLUMNS);
}

static void add_difference(struct coro_text *text, const struct coro_result *result, const struct coro_difference *difference)
{
    char p[16], floor[16] = "";

    snprintf(p, sizeof p, difference->adjusted < 0.001 ? "<0.001" : "%.3f", difference->adjusted);
    if (difference->is_measured_again)
        snprintf(floor, sizeof floor, "%.1f %%", difference->floor * 100);
    add_names(text, result, difference->before);
    add_number(text, coro_number_time(difference->before_ns).text);
    add_number(text, coro_comparison_change(difference->ratio).text);
    add_number(text, floor);
    add_number(text, p);
    coro_text_format(text, " %s\n", difference->call == CORO_CALL_NONE ? "-" : coro_call_words(difference->call));
}

bool coro_difference_is_shown(const struct coro_difference *difference)
{
    return difference->is_measured_again || difference->call == CORO_CALL_SUSPECT;
}

size_t coro_comparison_shown(const struct coro_comparison *comparison)
{
    size_t count = 0;

    for (size_t i = 0; i < comparison->count; i++)
        count += coro_difference_is_shown(&comparison->differences[i]);
    return count;
}

static void add_differences(struct coro_text *text, const struct coro_comparison *comparison)
{
    if (coro_comparison_shown(comparison) == 0)
        return;
    coro_text_add(text, "\n");
    coro_field_left(text, was_looked_at(comparison) ? "measured again" : "suspects", NAME_COLUMNS + 1 + CELL_COLUMNS);
    add_number(text, "before");
    add_number(text, "change");
    add_number(text, "floor");
    add_number(text, "adj. p");
    coro_text_add(text, "\n");
    for (size_t i = 0; i < comparison->count; i++)
        if (coro_difference_is_shown(&comparison->differences[i]))
            add_difference(text, comparison->before, &comparison->differences[i]);
}

/* Counts need no statistics. */
static void add_counted(struct coro_text *text, const struct coro_comparison *comparison)
{
    size_t shown = comparison->counted_count < COUNTED_SHOWN ? comparison->counted_count : COUNTED_SHOWN;

    if (shown == 0)
        return;
    coro_text_add(text, "\n");
    coro_field_left(text, "counted, so exact", NAME_COLUMNS + 1 + CELL_COLUMNS);
    add_number(text, "before");
    add_number(text, "after");
    coro_text_add(text, "\n");
    for (size_t i = 0; i < shown; i++) {
        const struct coro_counted_difference *counted = &comparison->counted[i];
        add_names(text, comparison->before, counted->before);
        add_number(text, coro_number_count(counted->before->median).text);
        add_number(text, coro_number_count(counted->after->median).text);
        coro_text_add(text, " ");
        coro_field_left(text, counted->before->metric, CORO_TERMINAL_COLUMNS - NAME_COLUMNS - CELL_COLUMNS - 2 - 2 * NUMBER_COLUMNS);
        coro_text_add(text, "\n");
    }
    if (shown < comparison->counted_count)
        coro_text_format(text, "and %zu more: --md has them all\n", comparison->counted_count - shown);
}

void coro_comparison_add_terminal(struct coro_text *text, const struct coro_comparison *comparison)
{
    add_environments(text, comparison);
    coro_text_add(text, "\n");
    add_words(text, coro_comparison_say_screening, comparison);
    add_differences(text, comparison);
    add_counted(text, comparison);
    coro_text_add(text, "\n");
    add_words(text, coro_comparison_say_verdict, comparison);
}
