/* SPDX-License-Identifier: MIT */
/* Draws the table of the sentences that no program can decide. */
#include "report/html/page.h"
#include "report/result/result.h"

void report_page_undecidable(struct report_page *page, const struct report_result *result, const char *part)
{
    struct report_text *text = &page->body;
    (void)part;
    if (result->undecidable_count == 0)
        return;
    report_page_piece(text, "undecidable", NULL);
    for (size_t i = 0; i < result->undecidable_count; i++) {
        const struct report_undecidable *one = &result->undecidable[i];
        report_html(text, "<tr><td>“%s”</td><td class=\"e\">%s</td><td>%s</td></tr>\n", one->quote, one->reason, one->source);
    }
    report_page_table_end(text);
    report_text_add(text, "</details>\n");
}
