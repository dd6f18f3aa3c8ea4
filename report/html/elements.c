/* SPDX-License-Identifier: MIT */
/* Owns the small pieces of HTML that sections share, and finding the pieces of page.html. */
#define _GNU_SOURCE 1 /* memmem */
#include "report/html/elements.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/analysis/blog_table.h"

static const char piece_line[] = "<!-- piece: ";

void report_page_piece(struct report_text *text, const char *name, const char *value)
{
    char line[64];

    snprintf(line, sizeof line, "%s%s -->\n", piece_line, name);
    const char *begin = strstr(report_page_html, line);
    if (begin == NULL) {
        fprintf(stderr, "corolab: page.html has no piece \"%s\"\n", name);
        abort();
    }
    begin += strlen(line);
    const char *next = strstr(begin, piece_line), *end = next == NULL ? begin + strlen(begin) : next;
    const char *place = value == NULL ? NULL : memmem(begin, (size_t)(end - begin), "{}", 2);
    if (place != NULL) {
        report_text_add_bytes(text, begin, (size_t)(place - begin));
        report_escape_html(text, value);
        begin = place + 2;
    }
    report_text_add_bytes(text, begin, (size_t)(end - begin));
}

void report_page_table_begin(struct report_text *text, const char *label, const char *classes)
{
    report_html(text, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\"><table class=\"%s\">\n", label,
                classes);
}

void report_page_table_end(struct report_text *text) { report_text_add(text, "</tbody>\n</table></div>\n"); }

void report_page_row_begin(struct report_text *text, const char *classes, const char *heading)
{
    report_text_add(text, "<tr");
    if (classes != NULL)
        report_html(text, " class=\"%s\"", classes);
    report_html(text, "><th scope=\"row\" class=\"\">%s</th>", heading);
}

void report_page_sentence(struct report_text *text, const char *before, report_sentence *say, const struct report_result *result,
                          const char *after)
{
    struct report_text words = {0};

    say(result, &words);
    if (words.length > 0) {
        report_text_add(text, before);
        report_escape_html(text, words.bytes);
        report_text_add(text, after);
    }
    report_text_fini(&words);
}

void report_page_mark(struct report_text *text, const char *classes, const char *mark, const char *words)
{
    report_html(text, "<span class=\"verdict %s\">%s %s</span>", classes, mark, words);
}

void report_page_verdict(struct report_text *text, enum report_verdict verdict)
{
    static const char *const marks[][2] = {
        [REPORT_NOT_TESTED] = {"untested", "○"},
        [REPORT_PROVED] = {"proved", "●"},
        [REPORT_REFUTED] = {"refuted", "✕"},
        [REPORT_OUT_OF_REACH] = {"unreachable", "◌"},
    };

    report_page_mark(text, marks[verdict][0], marks[verdict][1], report_verdict_words[verdict]);
}
