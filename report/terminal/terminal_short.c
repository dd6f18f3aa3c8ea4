/* SPDX-License-Identifier: MIT */
/* Owns the terminal's report in one screen: the environment, three sentences, a dozen rows, and how to see more. */
#include <math.h>
#include <string.h>
#include "report/analysis/advice.h"
#include "report/terminal/terminal_rows.h"

enum { SHOWN_ROWS = 12, HEADING_LINES = 3 };    /* HEADING_LINES: with the legend */

/* Chooses among the rows, the best first: the baseline, the best of each place of a frame, then the best. */
static size_t choose(const struct report_result *result, const struct report_advice *rows, size_t most, bool *is_chosen)
{
    bool is_seen[REPORT_PLACE_COUNT] = {[REPORT_PLACE_UNKNOWN] = true};
    size_t count = 0;

    for (size_t i = 0; i < rows->count && count < most; i++)
        count += is_chosen[i] = rows->rows[i].strategy == report_baseline(result);
    for (size_t i = 0; i < rows->count && count < most; i++) {
        const struct report_strategy *row = &result->strategies[rows->rows[i].strategy];
        if (!is_seen[row->lives.where] && !is_chosen[i])
            count += is_chosen[i] = true;
        is_seen[row->lives.where] = true;
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
    static struct report_advice rows;
    bool is_chosen[REPORT_LONGEST_TABLE] = {false};
    struct report_text next = {0};
    size_t before = report_terminal_lines(text);
    struct report_rank rank;

    report_terminal_add_badge(text, result);
    if (report_baseline(result) == REPORT_NOT_FOUND)
        report_text_add(text, "No cell was timed.\n");
    for (size_t i = 0; report_three_sentences[i] != NULL; i++)
        report_terminal_sentence(text, "", report_three_sentences[i], result);
    rows.count = 0;
    if (report_rank_usual(result, &rank))
        report_advice_make(result, 0, &rank, &rows);
    add_next(&next, result, rows.count, hints);
    size_t used = report_terminal_lines(text) - before + HEADING_LINES + report_terminal_lines(&next);
    size_t most = used + SHOWN_ROWS <= REPORT_TERMINAL_LINES ? SHOWN_ROWS
                  : used < REPORT_TERMINAL_LINES ? REPORT_TERMINAL_LINES - used : 1;
    size_t shown = choose(result, &rows, most, is_chosen);
    if (shown > 0)
        add_table(text, result, &rows, is_chosen, look);
    add_next(text, result, rows.count - shown, hints);
    report_text_fini(&next);
}
