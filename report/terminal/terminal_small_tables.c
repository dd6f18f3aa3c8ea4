/* SPDX-License-Identifier: MIT */
/* Owns the small tables of a result for a terminal. */
#define _DEFAULT_SOURCE 1 /* strsep */
#include <string.h>
#include "report/analysis/small_table.h"
#include "report/terminal/terminal.h"

enum { LEAST_NAME = 8 };

struct widths { size_t name, mark, columns[REPORT_SMALL_COLUMNS]; };     /* mark: 1 in a table with marks, else 0 */

static size_t wider(size_t width, const char *words, size_t more)
{
    size_t other = report_utf8_width(words) + more;

    return other > width ? other : width;
}

static bool has_marks(const struct report_small_table *table)
{
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t column = 0; column < table->column_count; column++)
            if (table->rows[i].cells[column].is_marked)
                return true;
    return false;
}

/* A column has a space before, and behind it room for a mark where the table has any. The names get what the columns leave; words
 * that no room is left for are cut. */
static struct widths measure(const struct report_small_table *table)
{
    struct widths widths = {.name = wider(0, table->corner, 0), .mark = has_marks(table)};
    size_t used = 0, most = (REPORT_TERMINAL_COLUMNS - LEAST_NAME) / (table->column_count == 0 ? 1 : table->column_count);

    for (size_t i = 0; i < table->row_count; i++)
        widths.name = wider(widths.name, table->rows[i].name, 0);
    for (size_t column = 0; column < table->column_count; column++) {
        widths.columns[column] = wider(0, table->headings[column], 1 + widths.mark);
        for (size_t i = 0; i < table->row_count; i++)
            widths.columns[column] = wider(widths.columns[column], table->rows[i].cells[column].text, 1 + widths.mark);
        widths.columns[column] = widths.columns[column] < most ? widths.columns[column] : most;
        used += widths.columns[column];
    }
    if (used + widths.name > REPORT_TERMINAL_COLUMNS)
        widths.name = REPORT_TERMINAL_COLUMNS - used;
    return widths;
}

static void add_cell(struct report_text *text, const struct widths *widths, size_t column, const char *words, const char *mark)
{
    report_field_right(text, words, widths->columns[column] - widths->mark);
    report_text_add(text, widths->mark > 0 ? mark : "");
}

static void add_table(struct report_text *text, const struct report_small_table *table)
{
    struct widths widths = measure(table);

    report_field_left(text, table->corner, widths.name);
    for (size_t column = 0; column < table->column_count; column++)
        add_cell(text, &widths, column, table->headings[column], column + 1 < table->column_count ? " " : "");
    report_text_add(text, "\n");
    for (size_t i = 0; i < table->row_count; i++) {
        report_field_left(text, table->rows[i].name, widths.name);
        for (size_t column = 0; column < table->column_count; column++) {
            const struct report_small_cell *cell = &table->rows[i].cells[column];
            add_cell(text, &widths, column, cell->text, cell->is_marked ? "*" : column + 1 < table->column_count ? " " : "");
        }
        report_text_add(text, "\n");
    }
}

void report_terminal_add_small_tables(struct report_text *text, const struct report_result *result)
{
    struct report_small_table table;

    for (size_t i = 0; report_small_table_read(result, i, &table); i++) {
        if (!report_small_table_is_empty(&table)) {
            report_text_format(text, "\n%s\n", table.title);
            if (table.answer.length > 0)
                report_paragraph_add(text, 0, 2, table.answer.bytes);
            if (table.row_count > 0)
                add_table(text, &table);
            for (char *rest = table.method.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
                report_paragraph_add(text, 0, 2, line);
        }
        report_small_table_fini(&table);
    }
}
