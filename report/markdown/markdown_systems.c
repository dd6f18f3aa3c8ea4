/* SPDX-License-Identifier: MIT */
/* Owns the Markdown of systems that do as a strategy does, and of earlier benchmarks. A README holds it, so two strategies share
 * a line, and a link's title says how the system does it. */
#include "report/analysis/systems.h"
#include "report/markdown/markdown.h"

/* Two cells of the line: the name, and the links. */
static void add_systems(struct report_text *text, const struct report_systems *systems)
{
    for (size_t i = 0; i < systems->count; i++) {
        report_text_add(text, i > 0 ? ", " : " ");
        report_escape_markdown_link(text, systems->list[i].name, systems->list[i].source, systems->list[i].does);
    }
    report_text_add(text, " |");
}

static void add_table(struct report_text *text, const struct report_result *result)
{
    size_t shown = 0;

    report_text_add(text, "| strategy | who does it like this | strategy | who does it like this |\n|---|---|---|---|\n");
    for (size_t i = 0; i < result->strategy_count; i++) {
        if (result->strategies[i].systems.count == 0)
            continue;
        report_text_add(text, shown % 2 == 0 ? "|" : "");
        report_markdown_names(text, &result->strategies[i].name, 1);
        add_systems(text, &result->strategies[i].systems);
        report_text_add(text, shown % 2 == 0 ? "" : "\n");
        shown++;
    }
    report_text_add(text, shown % 2 == 0 ? "\n" : " | |\n\n");
}

static void add_absent_rows(struct report_text *text, const struct report_result *result)
{
    for (size_t i = 0; i < result->absent_row_count; i++) {
        const struct report_absent_row *row = &result->absent_rows[i];
        report_markdown(text, "Not a row here: %s (", row->name);
        for (size_t j = 0; j < row->systems.count; j++) {
            report_text_add(text, j > 0 ? ", " : "");
            report_escape_markdown_link(text, row->systems.list[j].name, row->systems.list[j].source, row->systems.list[j].does);
        }
        report_markdown(text, "), since %s.\n", row->reason);
    }
}

static void add_earlier(struct report_text *text, const struct report_result *result)
{
    report_text_add(text, result->earlier_count > 0 ? "\nEarlier benchmarks, and what they measured on their machines:\n\n" : "");
    for (size_t i = 0; i < result->earlier_count; i++) {
        const struct report_earlier_benchmark *earlier = &result->earlier[i];
        report_text_add(text, "- ");
        report_escape_markdown_link(text, earlier->name, earlier->source, "");
        report_markdown(text, ": %s. Here: %s.\n", earlier->measured, earlier->here);
    }
}

void report_markdown_add_systems(struct report_text *text, const struct report_result *result)
{
    if (!report_systems_are_cited(result))
        return;
    report_text_add(text, "\n### Who does it like this\n\n");
    add_table(text, result);
    add_absent_rows(text, result);
    add_earlier(text, result);
}
