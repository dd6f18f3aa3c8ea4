/* SPDX-License-Identifier: MIT */
/* Owns the columns of the table, and the words and marks in them. */
#include "report/terminal/terminal_rows.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/analysis/need.h"

/* A number has a space before it, and so have the marks. Names get the columns that are left. */
enum { PLACE_COLUMNS = 11, LEAST_NUMBER = 8, WIDEST_NUMBER = 13, MARK_COLUMNS = 1 + REPORT_NEEDS };

/* The letter above the marks of each need, in their order. */
static const char letters[REPORT_NEEDS + 1] = "hstrdczaub";
static const char *const marks[REPORT_FITS] = {"●", "◐", "?", "·"};

static void add_column(struct report_rows *rows, const struct report_rank *rank, enum report_row_form form)
{
    rows->columns[rows->count].rank = *rank;
    rows->columns[rows->count++].form = form;
}

static void add_named(const struct report_result *result, struct report_rows *rows, const char *key, enum report_row_form form)
{
    struct report_rank rank;

    if (rows->count < REPORT_ROW_NUMBERS && report_rank_find(result, key, &rank))
        add_column(rows, &rank, form);
}

void report_rows_for_report(const struct report_result *result, struct report_rows *rows)
{
    rows->count = 0;
    add_named(result, rows, "ready", REPORT_AS_EITHER);
    add_named(result, rows, "pending/8", REPORT_AS_EITHER);
    add_named(result, rows, "memory", REPORT_AS_VALUE);
    add_named(result, rows, "allocations", REPORT_AS_VALUE);
    add_named(result, rows, "instructions", REPORT_AS_VALUE);
}

void report_rows_for_rank(const struct report_result *result, const struct report_rank *rank, struct report_rows *rows)
{
    static const char *const others[] = {"pending/8", "ready", "memory", "allocations"};

    rows->count = 0;
    add_column(rows, rank, REPORT_AS_VALUE);
    if (rank->kind != REPORT_RANK_MEAN)
        add_column(rows, rank, REPORT_AS_MULTIPLE);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(others[i], rank->key) != 0)
            add_named(result, rows, others[i], REPORT_AS_VALUE);
}

void report_rows_add_place(struct report_text *text, struct report_lives lives, size_t width)
{
    static const char *const words[REPORT_PLACE_COUNT] = {"", "iterator", "site", "task", "heap", "stack"};
    char place[24];

    snprintf(place, sizeof place, "%s%s%s", words[lives.where], lives.fallback == REPORT_PLACE_UNKNOWN ? "" : "/",
             words[lives.fallback]);
    report_field_left(text, place, width);
}

static const char *heading_of(const struct report_result *result, const struct report_rows *rows, size_t column)
{
    const char *key = rows->columns[column].rank.key;

    if (rows->columns[column].form == REPORT_AS_MULTIPLE)
        return report_baseline_is_box(result) ? "× box" : "× base";
    return strcmp(key, "allocations") == 0 ? "allocs" : key;
}

static size_t width_of(const struct report_result *result, const struct report_rows *rows, size_t column)
{
    size_t width = report_utf8_width(heading_of(result, rows, column)) + 1;

    if (strcmp(rows->columns[column].rank.key, "memory") == 0)
        return LEAST_NUMBER + 1;
    return width < LEAST_NUMBER ? LEAST_NUMBER : width < WIDEST_NUMBER ? width : WIDEST_NUMBER;
}

static size_t name_width(const struct report_result *result, const struct report_rows *rows)
{
    size_t used = PLACE_COLUMNS + MARK_COLUMNS;

    for (size_t i = 0; i < rows->count; i++)
        used += width_of(result, rows, i);
    return REPORT_TERMINAL_COLUMNS - used;
}

static void add_number(struct report_text *text, const char *words, size_t width)
{
    report_text_add(text, " ");
    report_field_right(text, words, width - 1);
}

static bool says_places(const struct report_result *result)
{
    for (size_t i = 0; i < result->strategy_count; i++)
        if (result->strategies[i].lives.where != REPORT_PLACE_UNKNOWN)
            return true;
    return false;
}

void report_rows_add_heading(struct report_text *text, const struct report_result *result, const struct report_rows *rows)
{
    report_field_left(text, "", name_width(result, rows));
    report_text_add(text, " ");
    report_field_left(text, says_places(result) ? "frame" : "", PLACE_COLUMNS - 1);
    for (size_t i = 0; i < rows->count; i++)
        add_number(text, heading_of(result, rows, i), width_of(result, rows, i));
    if (result->probe_count > 0)
        report_text_format(text, " %s", letters);
    report_text_add(text, "\n");
}

/* "~" where the samples do not tell the cell from the baseline's. */
static const char *doubt(const struct report_result *result, const struct report_rank *rank, size_t strategy)
{
    const struct report_series *own = report_result_series(result, strategy, rank->workload, rank->metric);
    const struct report_series *one = report_result_series(result, report_baseline(result), rank->workload, rank->metric);
    bool is_time = rank->metric != NULL && strcmp(rank->metric, REPORT_METRIC_TIME) == 0;

    if (!is_time || own == NULL || one == NULL || own == one)
        return "";
    return report_series_is_above(own, one) || report_series_is_above(one, own) ? "" : "~";
}

static void add_cell(struct report_text *text, const struct report_result *result, const struct report_rows *rows,
                     size_t column, size_t strategy)
{
    const struct report_rank *rank = &rows->columns[column].rank;
    enum report_row_form form = rows->columns[column].form;
    size_t baseline = report_baseline(result);
    double value = report_rank_value(result, rank, strategy);
    double one = baseline == REPORT_NOT_FOUND ? NAN : report_rank_value(result, rank, baseline);
    char words[48] = "-";

    if (form == REPORT_AS_VALUE || (form == REPORT_AS_EITHER && (strategy == baseline || !(one > 0))))
        snprintf(words, sizeof words, "%s", report_rank_number(rank, value).text);
    else if (one > 0 && !isnan(value))
        snprintf(words, sizeof words, "%s%s", doubt(result, rank, strategy), report_number_multiple(value / one).text);
    add_number(text, words, width_of(result, rows, column));
}

static void add_marks(struct report_text *text, const struct report_result *result, size_t strategy)
{
    report_text_add(text, " ");
    for (size_t need = 0; need < REPORT_NEEDS; need++)
        report_text_add(text, marks[report_need_fit(result, strategy, need, NULL)]);
}

void report_rows_add(struct report_text *text, const struct report_result *result, const struct report_rows *rows,
                     size_t strategy)
{
    bool is_marked = rows->look == REPORT_LOOK_COLOURED && strategy == report_baseline(result);

    report_text_add(text, is_marked ? "\033[1m" : "");
    report_field_left(text, result->strategies[strategy].name, name_width(result, rows));
    report_text_add(text, " ");
    report_rows_add_place(text, result->strategies[strategy].lives, PLACE_COLUMNS - 1);
    for (size_t i = 0; i < rows->count; i++)
        add_cell(text, result, rows, i, strategy);
    if (result->probe_count > 0)
        add_marks(text, result, strategy);
    report_text_add(text, is_marked ? "\033[0m\n" : "\n");
}

void report_rows_add_legend(struct report_text *text, const struct report_result *result)
{
    enum { BROKEN_BEFORE = 7 };     /* so that both lines fill a terminal */

    if (result->probe_count == 0)
        return;
    for (size_t need = 0; need < REPORT_NEEDS; need++)
        report_text_format(text, "%c %s%s", letters[need], report_needs[need].heading,
                           need + 1 == BROKEN_BEFORE  ? ",\n"
                           : need + 1 == REPORT_NEEDS ? "; "
                                                      : ", ");
    report_text_format(text, "%s yes %s falls back %s no %s open; ~ unsure\n", marks[REPORT_FIT_YES],
                       marks[REPORT_FIT_FALLS_BACK], marks[REPORT_FIT_NO], marks[REPORT_FIT_UNKNOWN]);
}
