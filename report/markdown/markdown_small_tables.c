/* SPDX-License-Identifier: MIT */
/* Owns the small tables of a result in Markdown. */
#define _DEFAULT_SOURCE 1 /* strsep */
#include <string.h>
#include "report/analysis/small_table.h"
#include "report/markdown/markdown.h"

static void add_cell(struct report_text *text, const struct report_small_cell *cell)
{
    const char *mark = cell->is_marked ? "**" : "";

    report_text_format(text, " %s", mark);
    report_escape_markdown(text, cell->text);
    report_text_add(text, mark);
    if (cell->more[0] != '\0')
        report_markdown(text, " (%s)", cell->more);
    report_text_add(text, " |");
}

static void add_table(struct report_text *text, const struct report_small_table *table)
{
    report_text_format(text, "| %s |", table->corner);
    for (size_t column = 0; column < table->column_count; column++)
        report_markdown(text, " %s |", table->headings[column]);
    report_text_add(text, "\n|---|");
    report_text_repeat(text, "---:|", table->column_count);
    for (size_t i = 0; i < table->row_count; i++) {
        report_text_add(text, "\n|");
        report_markdown_names(text, &table->rows[i].name, 1);
        for (size_t column = 0; column < table->column_count; column++)
            add_cell(text, &table->rows[i].cells[column]);
    }
    report_text_add(text, "\n\n");
}

void report_markdown_add_small_tables(struct report_text *text, const struct report_result *result)
{
    struct report_small_table table;

    for (size_t i = 0; report_small_table_read(result, i, &table); i++) {
        if (!report_small_table_is_empty(&table)) {
            report_text_format(text, "\n### %s\n\n", table.title);
            report_escape_markdown(text, report_text_string(&table.answer));
            report_text_add(text, table.answer.length > 0 ? "\n\n" : "");
            if (table.row_count > 0)
                add_table(text, &table);
            for (char *rest = table.method.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
                report_markdown(text, "%s\n\n", line);
        }
        report_small_table_fini(&table);
    }
}
