/* SPDX-License-Identifier: MIT */
/* Owns a small table of the page, folded: its title is what one opens, its answer, numbers and method stand inside. */
#define _DEFAULT_SOURCE 1 /* strsep */
#include <string.h>
#include "report/analysis/small_table.h"
#include "report/html/page.h"

static void add_cell(struct report_text *text, const struct report_small_cell *cell)
{
    report_html(text, "<td%s>%s", cell->is_marked ? " class=best" : cell->text[0] == '\0' ? " class=none" : "",
                cell->text[0] == '\0' ? "·" : cell->text);
    if (cell->more[0] != '\0')
        report_html(text, "<small>%s</small>", cell->more);
    report_text_add(text, "</td>");
}

/* A column without any number is left out: a quick run measures a part of them. */
static bool has_numbers(const struct report_small_table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cells[column].text[0] != '\0')
            return true;
    return false;
}

static void add_table(struct report_text *text, const struct report_small_table *table)
{
    report_page_table_begin(text, table->title);
    report_html(text, "<thead><tr><th scope=\"col\" class=\"corner\">%s</th>", table->corner);
    for (size_t column = 0; column < table->column_count; column++)
        if (has_numbers(table, column))
            report_html(text, "<th scope=\"col\">%s</th>", table->headings[column]);
    report_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < table->row_count; i++) {
        report_page_row_begin(text, NULL, table->rows[i].name);
        for (size_t column = 0; column < table->column_count; column++)
            if (has_numbers(table, column))
                add_cell(text, &table->rows[i].cells[column]);
        report_text_add(text, "</tr>\n");
    }
    report_page_table_end(text);
}

static void add_method(struct report_text *text, struct report_small_table *table)
{
    for (char *rest = table->method.bytes, *line; (line = strsep(&rest, "\n")) != NULL;)
        report_html(text, "<p class=\"note\">%s</p>\n", line);
    if (table->details.length > 0)
        report_html(text, "<p class=\"note\">%s: %s</p>\n", table->details_title, table->details.bytes);
}

void report_page_small_table(struct report_text *text, const struct report_result *result, report_small_table_fill *fill)
{
    struct report_small_table table = {.title = ""};

    fill(result, &table);
    if (!report_small_table_is_empty(&table)) {
        report_html(text, "<details><summary>%s</summary>\n", table.title);
        if (table.answer.length > 0)
            report_html(text, "<p>%s</p>\n", table.answer.bytes);
        if (table.row_count > 0)
            add_table(text, &table);
        add_method(text, &table);
        report_text_add(text, "</details>\n");
    }
    report_small_table_fini(&table);
}
