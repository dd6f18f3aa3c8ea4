/* SPDX-License-Identifier: MIT */
/* Owns the terminal's tables of time: strategies x workloads, as many workloads side by side as fit. What surrounds them -
 * environment, reasons - is here too; the blog's rows are in terminal_blog.c. */
#include "report/terminal.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/baseline.h"
#include "report/environment.h"
#include "report/notes.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "report/switch_table.h"
#include "report/terminal_blog.h"
#include "report/terminal_method.h"
#include "report/terminal_switches.h"
#include "report/utf8.h"

enum { LEAST_CELL = 8, WIDEST_NAME = 30 };  /* columns; a cell has a space in front of it */

static size_t widest_name(const struct coro_result *result)
{
    size_t widest = 8;

    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t width = coro_utf8_width(result->strategies[i].name);
        if (width > widest)
            widest = width;
    }
    return widest < WIDEST_NAME ? widest : WIDEST_NAME;
}

/* The width of each column: a family's name stands once, above all its members. */
static void measure_columns(const struct coro_columns *columns, size_t *widths)
{
    for (size_t i = 0; i < columns->count; i++) {
        size_t family = coro_family_size(columns->names, i, columns->count);
        size_t width = family > 1 ? coro_utf8_width(coro_family_member(columns->names[i]))
                                  : coro_utf8_width(columns->names[i]);
        width = width + 2 < LEAST_CELL ? LEAST_CELL : width + 2;
        widths[i] = width < 24 ? width : 24;
        for (size_t next = 1; next < family; next++)
            widths[i + next] = widths[i];
        i += family - 1;
    }
}

static bool has_family(const struct coro_columns *columns, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (coro_family_size(columns->names, i, end) > 1)
            return true;
    return false;
}

/* The families' names, each over its members. */
static void add_families(struct coro_text *text, const struct coro_columns *columns, const size_t *widths, size_t first,
                         size_t end, size_t name_width)
{
    coro_text_repeat(text, " ", name_width);
    for (size_t i = first; i < end;) {
        size_t family = coro_family_size(columns->names, i, end);
        char name[64] = "";
        if (family > 1)
            snprintf(name, sizeof name, "%.*s", (int)coro_family_length(columns->names[i]), columns->names[i]);
        coro_text_add(text, "   ");
        coro_field_left(text, name, family * widths[i] - 3);
        i += family;
    }
    coro_text_add(text, "\n");
}

static void add_heading(struct coro_text *text, const struct coro_columns *columns, const size_t *widths, size_t first,
                        size_t end, size_t name_width)
{
    if (has_family(columns, first, end))
        add_families(text, columns, widths, first, end, name_width);
    coro_text_repeat(text, " ", name_width);
    for (size_t i = first; i < end; i++) {
        bool is_member = coro_family_size(columns->names, i, end) > 1 ||
                         (i > first && coro_family_size(columns->names, i - 1, end) > 1);
        coro_text_add(text, " ");
        coro_field_right(text, is_member ? coro_family_member(columns->names[i]) : columns->names[i], widths[i] - 1);
    }
    coro_text_add(text, "\n");
}

/* A table: what its numbers are multiples of, and its columns. */
struct table {
    const struct coro_result *result;
    size_t one;                         /* the strategy whose own row shows times; CORO_NOT_FOUND: all do */
    struct coro_columns columns;
    size_t widths[CORO_LONGEST_TABLE], name_width;
    enum coro_terminal_look look;
};

static struct coro_number cell_words(const struct table *table, size_t strategy, size_t workload)
{
    const struct coro_cell *cell = coro_result_cell(table->result, strategy, workload);
    double time = coro_result_median(table->result, strategy, workload, CORO_METRIC_TIME);
    double one = coro_result_median(table->result, table->one, workload, CORO_METRIC_TIME);
    struct coro_number words = {""};

    if (cell->note != 0)
        snprintf(words.text, sizeof words.text, "[%zu]", cell->note);
    else if (isnan(time))
        snprintf(words.text, sizeof words.text, "·");
    else
        words = strategy == table->one || !(one > 0) ? coro_number_time(time) : coro_number_multiple(time / one);
    return words;
}

static void add_row(struct coro_text *text, const struct table *table, size_t strategy, size_t first, size_t end)
{
    bool is_marked = table->look == CORO_LOOK_COLOURED && strategy == table->one;

    coro_text_add(text, is_marked ? "\033[1m" : "");
    coro_field_left(text, table->result->strategies[strategy].name, table->name_width);
    for (size_t i = first; i < end; i++) {
        coro_text_add(text, " ");
        coro_field_right(text, cell_words(table, strategy, table->columns.workloads[i]).text, table->widths[i] - 1);
    }
    coro_text_add(text, is_marked ? "\033[0m\n" : "\n");
}

/* False for a row that would say nothing. */
static bool has_any_cell(const struct table *table, size_t strategy, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (coro_cell_is_told(table->result, strategy, table->columns.workloads[i]))
            return true;
    return false;
}

static void add_table(struct coro_text *text, struct table *table)
{
    const struct coro_columns *columns = &table->columns;
    size_t taken;

    table->name_width = widest_name(table->result);
    measure_columns(columns, table->widths);
    for (size_t first = 0; first < columns->count; first += taken) {
        taken = coro_columns_take(columns->names, table->widths, first, columns->count, CORO_TERMINAL_COLUMNS - table->name_width);
        coro_text_add(text, "\n");
        add_heading(text, columns, table->widths, first, first + taken, table->name_width);
        for (size_t i = 0; i < table->result->strategy_count; i++)
            if (has_any_cell(table, i, first, first + taken))
                add_row(text, table, i, first, first + taken);
    }
}

static void add_tables(struct coro_text *text, const struct coro_result *result, enum coro_terminal_look look)
{
    struct table items = {.result = result, .one = coro_baseline(result), .look = look};
    struct table switches = {.result = result, .one = coro_result_strategy(result, coro_switch_yardstick), .look = look};

    coro_item_columns(result, CORO_METRIC_TIME, &items.columns);
    add_table(text, &items);
    coro_switch_columns(result, &switches.columns);
    if (switches.columns.count > 0)
        coro_text_format(text, "\nSwitches: multiples of %s\n", coro_switch_yardstick);
    add_table(text, &switches);
}

static void add_note(struct coro_text *text, const struct coro_result *result, size_t note)
{
    const struct coro_cell *cell = coro_note_cell(result, note);
    struct coro_text words;

    coro_text_init(&words);
    coro_text_format(&words, "[%zu] ", note);
    coro_note_cells(result, note, &words);
    coro_text_format(&words, ": %s: %s", coro_cell_word(cell->status), cell->reason);
    coro_paragraph_add(text, 0, 4, words.bytes == NULL ? "" : words.bytes);
    text->is_broken |= words.is_broken;
    coro_text_fini(&words);
}

static void add_environment(struct coro_text *text, const struct coro_result *result)
{
    struct coro_text machine, run;

    coro_text_init(&machine);
    coro_text_init(&run);
    coro_environment_machine(result, &machine);
    coro_environment_run(result, &run);
    coro_paragraph_add(text, 0, 2, machine.bytes == NULL ? "" : machine.bytes);
    coro_paragraph_add(text, 0, 2, run.bytes == NULL ? "" : run.bytes);
    text->is_broken |= machine.is_broken || run.is_broken;
    coro_text_fini(&machine);
    coro_text_fini(&run);
}

void coro_terminal_add(struct coro_text *text, const struct coro_result *result, enum coro_terminal_look look)
{
    char sentence[400];

    add_environment(text, result);
    if (coro_baseline(result) == CORO_NOT_FOUND) {
        coro_text_add(text, "No cell was timed.\n");
    } else {
        snprintf(sentence, sizeof sentence,
                 "Time per item as a multiple of %.100s, whose own row shows times, as do cells that it cannot run; "
                 "medians of up to %zu processes.%s%s",
                 coro_baseline_name(result), coro_run_samples(result),
                 coro_baseline_is_box(result) ? "" : " (box, the usual baseline, has no time in this file.)",
                 coro_run_is_screening(result) ? " This run screens: re-measure what matters." : "");
        coro_paragraph_add(text, 0, 2, sentence);
    }
    add_tables(text, result, look);
    coro_terminal_add_goals(text, &result, 1);
    coro_terminal_add_method(text, result);
    coro_text_add(text, result->note_count > 0 ? "\nCould not run:\n" : "");
    for (size_t note = 1; note <= result->note_count; note++)
        add_note(text, result, note);
    coro_terminal_add_blog(text, result, look);
}
