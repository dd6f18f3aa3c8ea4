/* SPDX-License-Identifier: MIT */
/* Owns the small pieces of HTML that sections share. */
#include "report/html/elements.h"
#include "report/analysis/time_claims.h"
#include "report/text/escape.h"

void report_page_heading(struct report_text *text, const char *part, const char *name, const char *title)
{
    report_text_format(text, "<h2 id=\"%s-%s\">%s</h2>\n", part, name, title);
}

void report_page_table_begin(struct report_text *text, const char *label, const char *classes)
{
    report_text_format(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table class=\"%s\">\n",
                     label, classes);
}

void report_page_table_end(struct report_text *text)
{
    report_text_add(text, "</table></div>\n");
}

void report_page_cell(struct report_text *text, const char *classes, const char *string)
{
    report_text_format(text, "<td class=\"%s\">", classes);
    report_escape_html(text, string);
    report_text_add(text, "</td>");
}

void report_page_header(struct report_text *text, const char *scope, const char *classes, const char *string)
{
    report_text_format(text, "<th scope=\"%s\" class=\"%s\">", scope, classes);
    report_escape_html(text, string);
    report_text_add(text, "</th>");
}

void report_page_code(struct report_text *text, const char *string)
{
    report_text_add(text, "<code>");
    report_escape_html(text, string);
    report_text_add(text, "</code>");
}

void report_page_verdict(struct report_text *text, enum report_verdict verdict)
{
    static const char *const marks[] = {
        [REPORT_NOT_TESTED] = "untested\">○",
        [REPORT_PROVED] = "proved\">●",
        [REPORT_REFUTED] = "refuted\">✕",
        [REPORT_OUT_OF_REACH] = "unreachable\">◌",
    };

    report_text_format(text, "<span class=\"verdict %s %s</span>", marks[verdict], report_verdict_words(verdict));
}
