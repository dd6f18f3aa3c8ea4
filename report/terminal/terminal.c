/* SPDX-License-Identifier: MIT */
/* Owns the order of a result's terminal output and its tables of time: strategies x workloads, as many workloads side by side as
 * fit. Goals, blog and method have files of their own. */
#include "report/terminal/terminal.h"
#include <math.h>
#include <stdio.h>
#include "report/analysis/columns.h"
#include "report/analysis/sentence.h"
#include "report/result/result.h"

enum { LEAST_CELL = 8, WIDEST_CELL = 24, WIDEST_NAME = 34 };  /* columns; a cell has a space in front of it */

static size_t widest_name(const struct report_result *result)
{
    size_t widest = 8;

    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t width = report_utf8_width(result->strategies[i].name);
        if (width > widest)
            widest = width;
    }
    return widest < WIDEST_NAME ? widest : WIDEST_NAME;
}

/* Measures the columns; the members of a family are as wide as its first. */
static void measure_columns(const struct report_columns *columns, size_t *widths)
{
    for (size_t i = 0, family; i < columns->count; i += family) {
        family = report_family_size(columns->names, i, columns->count);
        size_t width = report_utf8_width(report_column_heading(columns->names, i, i, columns->count)) + 2;
        width = width < LEAST_CELL ? LEAST_CELL : width < WIDEST_CELL ? width : WIDEST_CELL;
        for (size_t member = 0; member < family; member++)
            widths[i + member] = width;
    }
}

static bool has_family(const struct report_columns *columns, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (report_family_size(columns->names, i, end) > 1)
            return true;
    return false;
}

/* The families' names, each over its members. */
static void add_families(struct report_text *text, const struct report_columns *columns, const size_t *widths, size_t first,
                         size_t end, size_t name_width)
{
    report_text_repeat(text, " ", name_width);
    for (size_t i = first; i < end;) {
        size_t family = report_family_size(columns->names, i, end);
        char name[64] = "";
        if (family > 1)
            snprintf(name, sizeof name, "%.*s", (int)report_family_length(columns->names[i]), columns->names[i]);
        report_text_add(text, "   ");
        report_field_left(text, name, family * widths[i] - 3);
        i += family;
    }
    report_text_add(text, "\n");
}

static void add_heading(struct report_text *text, const struct report_columns *columns, const size_t *widths, size_t first,
                        size_t end, size_t name_width)
{
    if (has_family(columns, first, end))
        add_families(text, columns, widths, first, end, name_width);
    report_text_repeat(text, " ", name_width);
    for (size_t i = first; i < end; i++) {
        report_text_add(text, " ");
        report_field_right(text, report_column_heading(columns->names, i, first, end), widths[i] - 1);
    }
    report_text_add(text, "\n");
}

struct table {
    const struct report_result *result;
    size_t one;                         /* the strategy whose own row shows times; REPORT_NOT_FOUND: all do */
    struct report_columns columns;
    size_t widths[REPORT_LONGEST_TABLE], name_width;
    enum report_terminal_look look;
};

static struct report_number cell_words(const struct table *table, size_t strategy, size_t workload)
{
    const struct report_cell *cell = report_result_cell(table->result, strategy, workload);
    double time = report_result_median(table->result, strategy, workload, REPORT_METRIC_TIME);
    double one = report_result_median(table->result, table->one, workload, REPORT_METRIC_TIME);
    struct report_number words = {""};

    if (cell->note != 0)
        snprintf(words.text, sizeof words.text, "[%zu]", cell->note);
    else if (isnan(time))
        snprintf(words.text, sizeof words.text, "·");
    else
        words = strategy == table->one || !(one > 0) ? report_number_time(time) : report_number_multiple(time / one);
    return words;
}

static void add_row(struct report_text *text, const struct table *table, size_t strategy, size_t first, size_t end)
{
    bool is_marked = table->look == REPORT_LOOK_COLOURED && strategy == table->one;

    report_text_add(text, is_marked ? "\033[1m" : "");
    report_field_left(text, table->result->strategies[strategy].name, table->name_width);
    for (size_t i = first; i < end; i++) {
        report_text_add(text, " ");
        report_field_right(text, cell_words(table, strategy, table->columns.workloads[i]).text, table->widths[i] - 1);
    }
    report_text_add(text, is_marked ? "\033[0m\n" : "\n");
}

static void add_table(struct report_text *text, struct table *table)
{
    const struct report_columns *columns = &table->columns;
    size_t taken, room;

    table->name_width = widest_name(table->result);
    room = REPORT_TERMINAL_COLUMNS - table->name_width;
    measure_columns(columns, table->widths);
    for (size_t first = 0; first < columns->count; first += taken) {
        taken = report_columns_take(columns->names, table->widths, first, columns->count, room);
        report_text_add(text, "\n");
        add_heading(text, columns, table->widths, first, first + taken, table->name_width);
        for (size_t i = 0; i < table->result->strategy_count; i++)
            if (report_row_is_told(table->result, i, &columns->workloads[first], taken))
                add_row(text, table, i, first, first + taken);
    }
}

void report_terminal_add_times(struct report_text *text, const struct report_result *result, enum report_terminal_look look)
{
    struct table items = {.result = result, .one = report_baseline(result), .look = look};
    struct table switches = {.result = result, .one = report_result_strategy(result, report_switch_yardstick), .look = look};

    report_columns_choose(result, REPORT_COLUMNS_ITEMS, REPORT_METRIC_TIME, &items.columns);
    add_table(text, &items);
    report_columns_choose(result, REPORT_COLUMNS_SWITCHES, REPORT_METRIC_TIME, &switches.columns);
    if (switches.columns.count > 0)
        report_text_format(text, "\nSwitches: multiples of %s\n", report_switch_yardstick);
    add_table(text, &switches);
}

static void add_note(struct report_text *text, const struct report_result *result, size_t note)
{
    const struct report_cell *cell = report_note_cell(result, note);
    struct report_text words = {0};

    report_text_format(&words, "[%zu] ", note);
    report_note_cells(result, note, &words);
    report_text_format(&words, ": %s: %s", report_cell_word(cell->status), cell->reason);
    report_paragraph_add(text, 0, 4, words.bytes);
    report_text_fini(&words);
}

void report_terminal_add(struct report_text *text, const struct report_result *result, enum report_terminal_look look)
{
    struct report_columns timed;
    char sentence[400];

    report_columns_choose(result, REPORT_COLUMNS_ALL, REPORT_METRIC_TIME, &timed);
    report_terminal_sentence(text, "", report_environment_machine, result);
    report_terminal_sentence(text, "", report_environment_run, result);
    if (report_baseline(result) == REPORT_NOT_FOUND) {
        report_text_add(text, "No cell was timed.\n");
    } else if (timed.count > 0) {
        snprintf(sentence, sizeof sentence, "Time per item as a multiple of %.100s; its own row, and workloads that it cannot "
                 "run, show times. Medians of up to %zu processes.%s%s", report_baseline_name(result),
                 report_run_samples(result),
                 report_baseline_is_box(result) ? "" : " (box, the usual baseline, has no time in this file.)",
                 report_run_is_screening(result) ? " This run screens: re-measure what matters." : "");
        report_paragraph_add(text, 0, 2, sentence);
    }
    report_terminal_sentence(text, "", report_noise_say_reach, result);
    report_terminal_add_times(text, result, look);
    report_terminal_add_small_tables(text, result);
    report_terminal_add_goals(text, &result, 1);
    report_terminal_add_elision(text, result);
    report_terminal_add_method(text, result);
    report_terminal_add_fidelity(text, result);
    report_text_add(text, result->note_count > 0 ? "\nCould not run:\n" : "");
    for (size_t note = 1; note <= result->note_count; note++)
        add_note(text, result, note);
    report_terminal_add_blog(text, result, look);
}
