/* SPDX-License-Identifier: MIT */
/* Owns the answer of `corolab advise` for a terminal. */
#include <math.h>
#include <string.h>
#include "report/analysis/sentence.h"
#include "report/terminal/terminal_rows.h"
#include "report/terminal/terminal.h"

enum { SHOWN_ROWS = 12, HEADING_LINES = 3 };   /* HEADING_LINES: with the legend */

static bool has(unsigned needs, size_t need) { return (needs & 1u << need) != 0; }

/* "Needs without a heap, async recursion; best first by time on ready." */
static void say_question(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    const char *separator = "Needs: ";

    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if (!has(advice->needs, need))
            continue;
        report_text_format(text, "%s%s", separator, report_needs[need].label);
        separator = ", ";
    }
    report_text_add(text, advice->needs == 0 ? "No needs; best first by " : "; best first by ");
    report_rank_say(result, &advice->rank, text);
    report_text_add(text, ".");
}

/* Adds the need that excludes most rows, and how many would fit without it. */
static void say_strictest(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    size_t need = report_advice_strictest(advice);
    static struct report_advice without;

    if (need == REPORT_NOT_FOUND)
        return;
    report_advice_make(result, advice->needs & ~(1u << need), &advice->rank, &without);
    report_text_format(text, " Most are excluded by “%s” (%s): %zu.", report_needs[need].label, report_needs[need].key,
                       report_advice_rows_without(advice, REPORT_FIT_NO, need));
    if (without.fitting > 0)
        report_text_format(text, " Without it, %zu fit%s.", without.fitting, without.fitting == 1 ? "s" : "");
}

/* Adds " Nearest, all but 1 need: stackful/native, box and 2 more." */
static void say_nearest(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    enum { NAMED = 4 };
    size_t lacks = report_advice_nearest(advice), count = 0;

    if (lacks == 0)
        return;
    report_text_format(text, " Nearest, all but %zu need%s:", lacks, lacks == 1 ? "" : "s");
    for (size_t i = 0; i < advice->count; i++) {
        const struct report_advised *row = &advice->rows[i];
        if (row->fit == REPORT_FIT_NO && report_advised_lacks(row) == lacks && count++ < NAMED)
            report_text_format(text, "%s %s", count == 1 ? "" : ",", result->strategies[row->strategy].name);
    }
    if (count > NAMED)
        report_text_format(text, " and %zu more", count - NAMED);
    report_text_add(text, ".");
}

/* Adds " Another trait: poll_next, 208 B." */
static void say_others(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    for (size_t i = 0; i < advice->other_count; i++)
        report_text_format(text, "%s %s, %s", i == 0 ? " Another trait:" : ";",
                           result->strategies[advice->others[i].strategy].name,
                           report_rank_number(&advice->rank, advice->others[i].value).text);
    report_text_add(text, advice->other_count > 0 ? "." : "");
}

static bool is_any_unknown(const struct report_advice *advice)
{
    return advice->count > 0 && advice->rows[0].fit == REPORT_FIT_UNKNOWN;
}

static void say_leaders(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    const struct report_group *leaders = &advice->leaders;

    if (leaders->count == 0)
        return;
    report_text_add(text, " Lowest: ");
    report_group_say(result, leaders, text);
    report_text_format(text, ": %s", report_rank_number(&advice->rank, leaders->least).text);
    if (leaders->most > leaders->least)
        report_text_format(text, " to %s", report_rank_number(&advice->rank, leaders->most).text);
    report_text_add(text, ".");
}

/* "10 of 24 rows fit. Lowest bytes of a waiting task: box_slab and type_slot (not told apart), 184 B." */
static void say_answer(const struct report_result *result, const struct report_advice *advice, struct report_text *text)
{
    if (advice->count == 0)
        report_text_add(text, "The file has no row with a dyn next() that keeps the trait.");
    else if (advice->fitting == 0)
        report_text_add(text, is_any_unknown(advice) ? "No row is known to fit." : "No row fits.");
    else
        report_text_format(text, "%zu of %zu row%s fit%s.", advice->fitting, advice->count, advice->count == 1 ? "" : "s",
                           advice->fitting == 1 ? "s" : "");
    if (advice->fitting == 0) {
        say_strictest(result, advice, text);
        say_nearest(result, advice, text);
    }
    say_leaders(result, advice, text);
    say_others(result, advice, text);
}

/* Adds "14 do not fit: needs malloc or mmap (9), ..."; or, of rows that were not asked, "3 were not asked: ...". */
static void say_reasons(const struct report_advice *advice, enum report_fit fit, struct report_text *text)
{
    const char *separator = ": ";
    size_t rows = 0, reasons = 0;

    for (size_t i = advice->fitting; i < advice->count; i++)
        rows += advice->rows[i].fit == fit;
    if (rows == 0)
        return;
    report_text_format(text, "%s%zu %s", text->length == 0 ? "" : " ", rows,
                       fit == REPORT_FIT_NO ? rows == 1 ? "does not fit" : "do not fit" : rows == 1 ? "was not asked"
                                                                                                    : "were not asked");
    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        size_t count = report_advice_rows_without(advice, fit, need);
        if (count == 0)
            continue;
        report_text_format(text, "%s%s (%zu)", separator, fit == REPORT_FIT_NO ? report_needs[need].reason
                                                                               : report_needs[need].label, count);
        separator = ", ";
        reasons += count;
    }
    report_text_add(text, reasons > rows ? "; some for several reasons." : ".");
}

/* Adds "poll_next: one future at a time (the probe's words); changes the trait (...)". */
static void add_row_that_does_not_fit(struct report_text *text, const struct report_result *result,
                                      const struct report_advised *row)
{
    struct report_text words = {0};
    const char *separator = ": ";

    report_text_add(&words, result->strategies[row->strategy].name);
    for (size_t need = 0; need < REPORT_NEEDS; need++) {
        if (!has(row->missing, need))
            continue;
        report_text_format(&words, "%s%s", separator, row->fit == REPORT_FIT_NO ? report_needs[need].reason
                                                                               : report_needs[need].label);
        report_text_add(&words, " (");
        report_need_say_evidence(result, row->strategy, need, &words);
        report_text_add(&words, ")");
        separator = "; ";
    }
    report_paragraph_add(text, 0, 2, words.bytes);
    report_text_fini(&words);
}

static void add_paragraph(struct report_text *text, struct report_text *words)
{
    if (words->length > 0)
        report_paragraph_add(text, 0, 2, words->bytes);
    report_text_fini(words);
}

static void add_rest(struct report_text *text, const struct report_result *result, const struct report_advice *advice,
                     size_t shown, bool is_long)
{
    struct report_text words = {0};

    if (shown < advice->fitting)
        report_text_format(&words, "%zu more fit.", advice->fitting - shown);
    say_reasons(advice, REPORT_FIT_UNKNOWN, &words);
    say_reasons(advice, REPORT_FIT_NO, &words);
    if (!is_long && (shown < advice->fitting || advice->fitting < advice->count))
        report_text_add(&words, " --long names each.");
    add_paragraph(text, &words);
    for (size_t i = advice->fitting; i < advice->count && is_long; i++)
        add_row_that_does_not_fit(text, result, &advice->rows[i]);
}

static void add_table(struct report_text *text, const struct report_result *result, const struct report_advice *advice,
                      size_t shown, enum report_terminal_look look)
{
    struct report_rows rows = {.look = look};

    if (shown == 0)
        return;
    report_rows_for_rank(result, &advice->rank, &rows);
    report_rows_add_heading(text, result, &rows);
    for (size_t i = 0; i < shown; i++)
        report_rows_add(text, result, &rows, advice->rows[i].strategy);
    report_rows_add_legend(text, result);
}

/* As many of the first rows as a screen has lines for beside the text, at most a dozen. */
static size_t rows_that_fit_a_screen(const struct report_text *text, const struct report_result *result,
                                     const struct report_advice *advice)
{
    struct report_text rest = {0};
    size_t most = advice->fitting < SHOWN_ROWS ? advice->fitting : SHOWN_ROWS;

    add_rest(&rest, result, advice, most, false);
    size_t used = report_terminal_lines(text) + report_terminal_lines(&rest) + HEADING_LINES;
    report_text_fini(&rest);
    return used + most <= REPORT_TERMINAL_LINES ? most : used < REPORT_TERMINAL_LINES ? REPORT_TERMINAL_LINES - used : 1;
}

void report_terminal_add_advice(struct report_text *text, const struct report_result *result, const struct report_advice *advice,
                                enum report_terminal_look look, enum report_terminal_length length)
{
    struct report_text words = {0};
    bool is_long = length == REPORT_LONG;

    report_terminal_add_badge(text, result);
    say_question(result, advice, &words);
    add_paragraph(text, &words);
    say_answer(result, advice, &words);
    add_paragraph(text, &words);
    size_t shown = is_long ? advice->fitting : rows_that_fit_a_screen(text, result, advice);
    add_table(text, result, advice, shown, look);
    add_rest(text, result, advice, shown, is_long);
}
