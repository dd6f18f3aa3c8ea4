/* SPDX-License-Identifier: MIT */
/* A small table with the sentences around it, filled from a result and drawn alike by terminal, page and Markdown. Each question
 * that takes a few numbers per row has a function that fills one; small_table.c lists them in the order of the outputs. */
#ifndef REPORT_ANALYSIS_SMALL_TABLE_H
#define REPORT_ANALYSIS_SMALL_TABLE_H
#include "report/result/result.h"
#include "report/text/text.h"

enum { REPORT_SMALL_COLUMNS = 8 };

struct report_small_cell {
    char text[32];      /* "" for no number */
    char more[64];      /* that a terminal has no room for; "" for nothing */
    bool is_marked;     /* among the best of its column */
};

struct report_small_row {
    const char *name;   /* of a strategy or a workload */
    struct report_small_cell cells[REPORT_SMALL_COLUMNS];
};

struct report_small_table {
    const char *title, *corner;                 /* corner: heads the names */
    const char *headings[REPORT_SMALL_COLUMNS];
    size_t column_count, row_count;             /* without rows there is no table; the sentences may stand alone */
    struct report_small_row *rows;
    struct report_text answer, method;          /* not escaped; the answer stands above the table, the method's lines below */
    const char *details_title;
    struct report_text details;                 /* only for a page, which folds them; empty for none */
};

/* Fills an empty table; leaves it empty when the file lacks the numbers. */
typedef void report_small_table_fill(const struct report_result *, struct report_small_table *);

report_small_table_fill report_axes_fill;           /* time, memory, retention and hand-over at once */
report_small_table_fill report_retention_fill;      /* bytes that stay, by situation */
report_small_table_fill report_work_share_fill;     /* the box's share of an item, by its work */
report_small_table_fill report_cached_boxes_fill;   /* cached and fresh boxes, by allocator */

/* The table of that number; false behind the last. The caller gives it to report_small_table_fini. */
bool report_small_table_read(const struct report_result *, size_t index, struct report_small_table *);
bool report_small_table_is_empty(const struct report_small_table *);
void report_small_table_fini(struct report_small_table *);

/* Adds a row of empty cells, valid until the next. The name is not copied. */
struct report_small_row *report_small_table_add(struct report_small_table *, const char *name);
__attribute__((format(printf, 2, 3))) void report_small_cell_say(struct report_small_cell *, const char *format, ...);
__attribute__((format(printf, 2, 3))) void report_small_cell_say_more(struct report_small_cell *, const char *format, ...);

#endif
