/* SPDX-License-Identifier: MIT */
/* Owns the page's section of systems that do as a strategy does, and of earlier benchmarks. Both tables have two columns, which a
 * phone has room for. */
#include "report/analysis/systems.h"
#include "report/html/page.h"

/* The name, as a link where its source is an address; else the source stands behind it. */
static void add_source(struct report_text *text, const char *name, const char *source)
{
    if (report_is_address(source))
        report_html(text, "<a href=\"%s\">%s</a>", source, name);
    else
        report_html(text, "%s (%s)", name, source);
}

/* The row of a strategy, or of an answer that cannot be one, whose reason comes first. */
static void add_systems(struct report_text *text, const char *heading, const char *reason, const struct report_systems *systems)
{
    if (systems->count == 0)
        return;
    report_page_row_begin(text, NULL, heading);
    report_text_add(text, "<td class=\"said\">");
    if (reason != NULL)
        report_html(text, "<p>Cannot be a strategy here: %s.</p>", reason);
    for (size_t i = 0; i < systems->count; i++) {
        report_text_add(text, "<p>");
        add_source(text, systems->list[i].name, systems->list[i].source);
        report_html(text, ": %s</p>", systems->list[i].does);
    }
    report_text_add(text, "</td></tr>\n");
}

static void add_earlier(struct report_text *text, const struct report_result *result)
{
    if (result->earlier_count == 0)
        return;
    report_page_piece(text, "systems-earlier", NULL);
    for (size_t i = 0; i < result->earlier_count; i++) {
        const struct report_earlier_benchmark *earlier = &result->earlier[i];
        report_text_add(text, "<tr><th scope=\"row\">");
        add_source(text, earlier->name, earlier->source);
        report_html(text, "</th><td class=\"said\"><p>%s</p><p class=\"here\">Here: %s</p></td></tr>\n", earlier->measured,
                    earlier->here);
    }
    report_page_table_end(text);
}

void report_page_systems(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    report_page_piece(text, "systems", part);
    for (size_t i = 0; i < result->strategy_count; i++)
        add_systems(text, result->strategies[i].name, NULL, &result->strategies[i].systems);
    for (size_t i = 0; i < result->absent_row_count; i++)
        add_systems(text, result->absent_rows[i].name, result->absent_rows[i].reason, &result->absent_rows[i].systems);
    report_page_table_end(text);
    add_earlier(text, result);
}
