/* SPDX-License-Identifier: MIT */
/* Owns the page's section of systems that do as a strategy does, and of earlier benchmarks: lists in columns, the greater part
 * folded. */
#include "report/analysis/systems.h"
#include "report/html/page.h"

enum { OPEN = 8 };     /* the strategies that stand open */

/* The name, as a link where its source is an address; else the source stands behind it. */
static void add_source(struct report_text *text, const char *name, const char *source)
{
    if (report_is_address(source))
        report_html(text, "<a href=\"%s\">%s</a>", source, name);
    else
        report_html(text, "%s (%s)", name, source);
}

static void add_systems(struct report_text *text, const struct report_systems *systems)
{
    for (size_t i = 0; i < systems->count; i++) {
        report_text_add(text, "<dd>");
        add_source(text, systems->list[i].name, systems->list[i].source);
        report_html(text, ": %s</dd>\n", systems->list[i].does);
    }
}

/* Adds the strategies that have systems, without the first `skipped` of these, and `most` at most. */
static void add_strategies(struct report_text *text, const struct report_result *result, size_t skipped, size_t most,
                           const char *part)
{
    size_t seen = 0;

    for (size_t i = 0; i < result->strategy_count; i++) {
        const struct report_strategy *strategy = &result->strategies[i];
        if (strategy->systems.count == 0 || seen++ < skipped || seen > skipped + most)
            continue;
        report_html(text, "<dt><a href=\"#%s%s%s\">%s</a></dt>\n", report_page_row_prefix(strategy->name), strategy->name, part,
                    strategy->name);
        add_systems(text, &strategy->systems);
    }
}

static void add_absent(struct report_text *text, const struct report_result *result)
{
    for (size_t i = 0; i < result->absent_row_count; i++) {
        const struct report_absent_row *row = &result->absent_rows[i];
        if (row->systems.count == 0)
            continue;
        report_html(text, "<dt>%s</dt><dd>Cannot be a strategy here: %s.</dd>\n", row->name, row->reason);
        add_systems(text, &row->systems);
    }
}

/* Adds the rest of the strategies and the answers that cannot be any; nothing without. */
static void add_folded(struct report_text *text, const struct report_result *result, const char *part)
{
    size_t begin = text->length;

    report_page_piece(text, "systems-more", NULL);
    size_t empty = text->length;
    add_strategies(text, result, OPEN, REPORT_LONGEST_TABLE, part);
    add_absent(text, result);
    if (text->length == empty)
        report_text_cut(text, begin);
    else
        report_text_add(text, "</dl></details>\n");
}

static void add_earlier(struct report_text *text, const struct report_result *result)
{
    if (result->earlier_count == 0)
        return;
    report_page_piece(text, "systems-earlier", NULL);
    for (size_t i = 0; i < result->earlier_count; i++) {
        const struct report_earlier_benchmark *earlier = &result->earlier[i];
        report_text_add(text, "<dt>");
        add_source(text, earlier->name, earlier->source);
        report_html(text, "</dt><dd>%s</dd><dd class=\"here\">Here: %s</dd>\n", earlier->measured, earlier->here);
    }
    report_text_add(text, "</dl></details>\n");
}

void report_page_systems(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;

    if (report_systems_are_cited(result)) {
        report_page_piece(text, "systems", NULL);
        add_strategies(text, result, 0, OPEN, part);
        report_text_add(text, "</dl>\n");
    }
    add_folded(text, result, part);
    add_earlier(text, result);
}
