/* SPDX-License-Identifier: MIT */
/* Owns the small pieces of HTML that sections share. */
#include "report/page_part.h"
#include "report/decision.h"
#include "report/escape.h"

void coro_page_heading(struct coro_text *text, const char *part, const char *name, const char *title)
{
    coro_text_format(text, "<h2 id=\"%s-%s\">%s</h2>\n", part, name, title);
}

void coro_page_table_begin(struct coro_text *text, const char *label, const char *classes)
{
    coro_text_format(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table class=\"%s\">\n",
                     label, classes);
}

void coro_page_table_end(struct coro_text *text)
{
    coro_text_add(text, "</table></div>\n");
}

void coro_page_cell(struct coro_text *text, const char *classes, const char *string)
{
    coro_text_format(text, "<td class=\"%s\">", classes);
    coro_escape_html(text, string);
    coro_text_add(text, "</td>");
}

void coro_page_header(struct coro_text *text, const char *scope, const char *classes, const char *string)
{
    coro_text_format(text, "<th scope=\"%s\" class=\"%s\">", scope, classes);
    coro_escape_html(text, string);
    coro_text_add(text, "</th>");
}

void coro_page_code(struct coro_text *text, const char *string)
{
    coro_text_add(text, "<code>");
    coro_escape_html(text, string);
    coro_text_add(text, "</code>");
}

void coro_page_verdict(struct coro_text *text, enum coro_verdict verdict)
{
    static const char *const marks[] = {
        [CORO_NOT_TESTED] = "untested\">○",
        [CORO_PROVED] = "proved\">●",
        [CORO_REFUTED] = "refuted\">✕",
        [CORO_OUT_OF_REACH] = "unreachable\">◌",
    };

    coro_text_format(text, "<span class=\"verdict %s %s</span>", marks[verdict], coro_verdict_words(verdict));
}
