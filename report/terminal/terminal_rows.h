/* SPDX-License-Identifier: MIT */
/* A table with one line a row of the comparison, for a terminal: name, place of the frame, four numbers, and a mark for each
 * constraint. The short report and the advice are made of it. */
#ifndef REPORT_TERMINAL_ROWS_H
#define REPORT_TERMINAL_ROWS_H
#include "report/analysis/rank.h"
#include "report/terminal/terminal.h"

enum { REPORT_ROW_NUMBERS = 4 };

enum report_row_form {
    REPORT_AS_VALUE,
    REPORT_AS_MULTIPLE,     /* of the baseline; behind "~" where the samples do not tell it from 1 */
    REPORT_AS_EITHER,       /* a value in the baseline's own row, a multiple in the others */
};

struct report_rows {
    size_t count;                       /* of columns */
    struct { struct report_rank rank; enum report_row_form form; } columns[REPORT_ROW_NUMBERS];
    enum report_terminal_look look;     /* coloured: the baseline's row stands out */
};

/* The columns of the short report: times of ready and pending/8, a waiting task's bytes, allocations; those that the file has. */
void report_rows_for_report(const struct report_result *, struct report_rows *);
/* The columns of the advice: the rank, its multiples, and two other numbers. */
void report_rows_for_rank(const struct report_result *, const struct report_rank *, struct report_rows *);

/* Adds a field: "heap", or "site/heap" for a place with a fallback; empty for a place that the file does not say. */
void report_rows_add_place(struct report_text *, struct report_lives, size_t width);

void report_rows_add_heading(struct report_text *, const struct report_result *, const struct report_rows *);
void report_rows_add(struct report_text *, const struct report_result *, const struct report_rows *, size_t strategy);
/* Adds two lines that explain the marks: open is a question that was not put to the row, unsure a multiple that the samples do
 * not tell from 1. Adds nothing where no probe was asked, and then there are no marks. */
void report_rows_add_legend(struct report_text *, const struct report_result *);

#endif
