/* SPDX-License-Identifier: MIT */
/* Owns the memory of small tables, and their order. */
#include "report/analysis/small_table.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

static report_small_table_fill *const fills[] = {
    report_axes_fill, report_retention_fill, report_work_share_fill, report_cached_boxes_fill,
};

bool report_small_table_read(const struct report_result *result, size_t index, struct report_small_table *table)
{
    if (index >= sizeof fills / sizeof fills[0])
        return false;
    *table = (struct report_small_table){.title = ""};
    fills[index](result, table);
    return true;
}

bool report_small_table_is_empty(const struct report_small_table *table)
{
    return table->row_count == 0 && table->answer.length == 0;
}

void report_small_table_fini(struct report_small_table *table)
{
    free(table->rows);
    report_text_fini(&table->answer);
    report_text_fini(&table->method);
    report_text_fini(&table->details);
}

struct report_small_row *report_small_table_add(struct report_small_table *table, const char *name)
{
    table->rows = report_list_grow(table->rows, table->row_count, sizeof *table->rows);
    struct report_small_row *row = &table->rows[table->row_count++];

    memset(row, 0, sizeof *row);
    row->name = name;
    return row;
}

void report_small_cell_say(struct report_small_cell *cell, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(cell->text, sizeof cell->text, format, arguments);
    va_end(arguments);
}

void report_small_cell_say_more(struct report_small_cell *cell, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(cell->more, sizeof cell->more, format, arguments);
    va_end(arguments);
}
