/* SPDX-License-Identifier: MIT */
/* Owns the terminal's report in one screen: the environment, three sentences, a dozen rows, and how to see more. */
#include <math.h>
#include <string.h>
#include "report/analysis/advice.h"
#include "report/terminal/terminal_rows.h"

enum { SHOWN_ROWS = 12, HEADING_LINES = 3 };    /* HEADING_LINES: with the legend */

static bool is_flat(const struct report_strategy *row)
{
    return report_strategy_keeps_trait(row) && report_strategy_is_stackless(row);
}

static const struct report_series *box_on(const struct report_result *result, size_t workload)
{
    return report_result_series(result, report_baseline(result), workload, REPORT_METRIC_TIME);
}

static bool is_in(const struct report_group *group, size_t strategy)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->strategies[i] == strategy)
            return true;
    return false;
}

/* Adds "; the fastest state machine takes 0.37×: type_slot", where the samples tell it from the baseline. */
static void say_fastest(const struct report_result *result, const struct report_series *box, struct report_text *text)
{
    struct report_group group;

    report_group_fastest(result, box->workload, is_flat, &group);
    if (group.count == 0 || (group.count == 1 && group.strategies[0] == box->strategy))
        return;
    if (is_in(&group, box->strategy)) {
        report_text_add(text, "; no state machine is shown to be faster");
        return;
    }
    report_text_format(text, group.count > 1 ? "; state machines take from %s: " : "; the fastest state machine takes %s: ",
                       report_number_multiple(group.least / box->median).text);
    report_group_say(result, &group, text);
}

/* "Where next() never waits, box takes 9.77 ns; the fastest state machine takes 0.37×: type_slot." */
static void say_answer(const struct report_result *result, struct report_text *text)
{
    size_t ready = report_result_workload(result, "ready");
    const struct report_series *box = box_on(result, ready);

    if (box == NULL || !(box->median > 0))
        return;
    report_text_format(text, "Where next() never waits, %s takes %s", report_baseline_name(result),
                       report_number_time(box->median).text);
    say_fastest(result, box, text);
    report_text_add(text, ".");
}

static const char *against(const struct report_series *one, const struct report_series *other)
{
    if (report_series_is_above(one, other))
        return "slower than";
    return report_series_is_above(other, one) ? "faster than" : "not told apart from";
}

/* "The fastest stack takes 0.14×; where every 8th item waits, it takes 5.20 ns, not told apart from the fastest state machine
 * (4.41 ns)." A multiple that the samples do not tell from 1 is behind "~". */
static void say_stack(const struct report_result *result, struct report_text *text)
{
    size_t ready = report_result_workload(result, "ready"), pending = report_result_workload(result, "pending/8");
    const struct report_series *box = box_on(result, ready);
    const struct report_series *waitless = report_fastest(result, ready, report_strategy_is_stackful_dyn);
    const struct report_series *stack = report_fastest(result, pending, report_strategy_is_stackful_dyn);
    const struct report_series *flat = report_fastest(result, pending, is_flat);

    if (stack == NULL || flat == NULL)
        return;
    report_text_add(text, "The fastest stack takes ");
    if (waitless != NULL && box != NULL && box->median > 0)
        report_text_format(text, "%s%s; where every 8th item waits, ",
                           report_series_is_above(box, waitless) || report_series_is_above(waitless, box) ? "" : "~",
                           report_number_multiple(waitless->median / box->median).text);
    report_text_format(text, "%s%s, %s the fastest state machine (%s).", report_number_time(stack->median).text,
                       waitless == NULL ? " where every 8th item waits" : "", against(stack, flat),
                       report_number_time(flat->median).text);
}

static void say_least_memory(const struct report_result *result, const struct report_rank *memory, report_strategy_test *belongs,
                             const char *words, struct report_text *text)
{
    bool is_chosen[REPORT_LONGEST_TABLE];
    struct report_group group;

    for (size_t i = 0; i < result->strategy_count; i++)
        is_chosen[i] = belongs(&result->strategies[i]);
    report_rank_lead(result, memory, is_chosen, &group);
    if (group.count > 0 && (group.count > 1 || group.strategies[0] != report_baseline(result)))
        report_text_format(text, " from %s (%s),", report_number_bytes(group.least).text, words);
}

/* "A waiting task: 231 B (box), from 208 B (state machine), from 1194 B (stack)." */
static void say_memory(const struct report_result *result, struct report_text *text)
{
    size_t baseline = report_baseline(result);
    struct report_rank memory;
    double one;

    if (!report_rank_find(result, "memory", &memory))
        return;
    one = baseline == REPORT_NOT_FOUND ? NAN : report_rank_value(result, &memory, baseline);
    report_text_add(text, "A waiting task:");
    if (!isnan(one))
        report_text_format(text, " %s (%s),", report_number_bytes(one).text, report_baseline_name(result));
    say_least_memory(result, &memory, is_flat, "state machine", text);
    say_least_memory(result, &memory, report_strategy_is_stackful_dyn, "stack", text);
    report_text_cut(text, text->length - 1);
    report_text_add(text, ".");
}

/* Chooses among all rows, the best first: the baseline, the best of each place of a frame, then the best. */
static size_t choose(const struct report_result *result, const struct report_advice *rows, size_t most, bool *is_chosen)
{
    bool is_seen[REPORT_PLACE_COUNT] = {[REPORT_PLACE_UNKNOWN] = true};
    size_t count = 0;

    for (size_t i = 0; i < rows->count && count < most; i++)
        count += is_chosen[i] = rows->rows[i].strategy == report_baseline(result);
    for (size_t i = 0; i < rows->count && count < most; i++) {
        enum report_place place = result->strategies[rows->rows[i].strategy].lives.where;
        if (!is_seen[place] && !is_chosen[i])
            count += is_chosen[i] = true;
        is_seen[place] = true;
    }
    for (size_t i = 0; i < rows->count && count < most; i++)
        if (!is_chosen[i])
            count += is_chosen[i] = true;
    return count;
}

static void add_table(struct report_text *text, const struct report_result *result, const struct report_advice *rows,
                      const bool *is_chosen, enum report_terminal_look look)
{
    struct report_rows columns = {.look = look};

    report_rows_for_report(result, &columns);
    report_rows_add_heading(text, result, &columns);
    for (size_t i = 0; i < rows->count; i++)
        if (is_chosen[i])
            report_rows_add(text, result, &columns, rows->rows[i].strategy);
    report_rows_add_legend(text, result);
}

/* The word where a shell takes it for one as it is, else another. */
static const char *plain(const char *word, const char *otherwise)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_/:.+-";

    return word[0] != '\0' && word[0] != '-' && word[strspn(word, letters)] == '\0' ? word : otherwise;
}

/* "12 more: --long. Page: out/index.html. Next: ./lab advise --preset server FILE". */
static void add_next(struct report_text *text, const struct report_result *result, size_t hidden,
                     const struct report_hints *hints)
{
    struct report_text words = {0};

    if (hidden > 0)
        report_text_format(&words, "%zu more: --long. ", hidden);
    else
        report_text_add(&words, "All tables: --long. ");
    if (hints->page != NULL)
        report_text_format(&words, "Page: %s. ", hints->page);
    report_text_format(&words, "Next: %s advise --preset server %s", plain(hints->called, "corolab"),
                       plain(result->path, "FILE"));
    report_paragraph_add(text, 0, 2, words.bytes);
    report_text_fini(&words);
}

void report_terminal_add_short(struct report_text *text, const struct report_result *result, enum report_terminal_look look,
                               const struct report_hints *hints)
{
    static report_sentence *const sentences[] = {say_answer, say_stack, say_memory};
    static struct report_advice rows;
    bool is_chosen[REPORT_LONGEST_TABLE] = {false};
    struct report_text next = {0};
    struct report_rank rank;

    report_terminal_add_badge(text, result);
    if (report_baseline(result) == REPORT_NOT_FOUND)
        report_text_add(text, "No cell was timed.\n");
    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
        report_terminal_sentence(text, "", sentences[i], result);
    rows.count = 0;
    if (report_rank_usual(result, &rank))
        report_advice_make(result, 0, &rank, &rows);
    add_next(&next, result, rows.count, hints);
    size_t used = report_terminal_lines(text) + HEADING_LINES + report_terminal_lines(&next);
    size_t most = used + SHOWN_ROWS <= REPORT_TERMINAL_LINES ? SHOWN_ROWS : REPORT_TERMINAL_LINES - used;
    size_t shown = choose(result, &rows, most, is_chosen);
    if (shown > 0)
        add_table(text, result, &rows, is_chosen, look);
    add_next(text, result, rows.count - shown, hints);
    report_text_fini(&next);
}
