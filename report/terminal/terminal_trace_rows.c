/* SPDX-License-Identifier: MIT */
/* Owns the columns of the table of `corolab advise --trace`. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "report/terminal/terminal_rows.h"
#include "report/terminal/terminal_trace.h"

/* Without times, their columns are the name's. */
enum { NAME_COLUMNS = 21, LONG_NAME_COLUMNS = 32, PLACE_COLUMNS = 11, NUMBER_COLUMNS = 8, SAVED_COLUMNS = 23 };
_Static_assert(1 + NAME_COLUMNS + PLACE_COLUMNS + 3 * NUMBER_COLUMNS + SAVED_COLUMNS <= REPORT_TERMINAL_COLUMNS, "a row fits");

static void add_number(struct report_text *text, const char *number, size_t width)
{
    report_text_add(text, " ");
    report_field_right(text, number, width - 1);
}

static bool has_times(const struct report_trace_answer *answer) { return answer->advice->workload != REPORT_NOT_FOUND; }

static void add_name(struct report_text *text, const struct report_trace_answer *answer, const char *name,
                     enum report_terminal_length length)
{
    size_t columns = has_times(answer) ? NAME_COLUMNS : LONG_NAME_COLUMNS;

    if (length == REPORT_LONG && report_utf8_width(name) > columns) {
        report_escape_terminal(text, name);
        report_text_add(text, "\n");
        name = "";
    }
    report_field_left(text, name, columns);
    report_text_add(text, " ");
}

static double per_call(const struct report_trace_answer *answer, double of_all)
{
    return of_all / (double)answer->summary->call_count;
}

/* "16.1 (15.0 to 17.2)"; "not told apart" from box, and nothing for box itself. */
static void add_saved(struct report_text *text, const struct report_trace_answer *answer, const struct report_trace_row *row)
{
    char words[128] = "-";

    if (row->time.is_told_apart)
        snprintf(words, sizeof words, "%s (%s to %s)", report_number_count(row->time.saved).text,
                 report_number_count(row->time.least).text, report_number_count(row->time.most).text);
    else if (!isnan(row->time.saved) && strcmp(answer->result->strategies[row->strategy].name, "box") != 0)
        snprintf(words, sizeof words, "not told apart");
    add_number(text, words, SAVED_COLUMNS);
}

/* "0.63"; "≤0.63" for a range. */
static void add_range(struct report_text *text, double least, double most, struct report_number (*number)(double))
{
    char words[64];

    snprintf(words, sizeof words, "%s%s", least < most ? "≤" : "", number(most).text);
    add_number(text, words, NUMBER_COLUMNS);
}

void report_trace_rows_add_heading(struct report_text *text, const struct report_trace_answer *answer)
{
    add_name(text, answer, has_times(answer) ? "fastest, per call" : "fewest blocks, per call", REPORT_SHORT);
    report_field_left(text, "frame", PLACE_COLUMNS);
    add_number(text, "blocks", NUMBER_COLUMNS);
    add_number(text, "heap", NUMBER_COLUMNS);
    if (has_times(answer))
        add_number(text, "ns", NUMBER_COLUMNS);
    if (has_times(answer))
        add_number(text, "ns saved against box", SAVED_COLUMNS);
    report_text_add(text, "\n");
}

void report_trace_rows_add(struct report_text *text, const struct report_trace_answer *answer,
                           const struct report_trace_row *row, enum report_terminal_length length)
{
    const struct report_strategy *strategy = &answer->result->strategies[row->strategy];
    const struct report_trace_heap *heap = &row->heap;

    add_name(text, answer, strategy->name, length);
    report_rows_add_place(text, strategy->lives, PLACE_COLUMNS);
    add_range(text, per_call(answer, heap->blocks_least), per_call(answer, heap->blocks_most), report_number_count);
    add_range(text, per_call(answer, heap->bytes_least), per_call(answer, heap->bytes_most), report_number_bytes);
    if (has_times(answer)) {
        add_number(text, report_number_count(row->time.value).text, NUMBER_COLUMNS);
        add_saved(text, answer, row);
    }
    report_text_add(text, "\n");
}
