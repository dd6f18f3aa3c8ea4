/* SPDX-License-Identifier: MIT */
/* Owns breaking and aligning words for a terminal. */
#include <string.h>
#include "report/text/text.h"

struct line {
    struct report_text *text;
    size_t used;        /* columns of the line so far */
    size_t indent;      /* of the next line */
    bool is_fresh;      /* no word is on it yet */
};

static void break_line(struct line *line)
{
    report_text_add(line->text, "\n");
    report_text_repeat(line->text, " ", line->indent);
    line->used = line->indent;
    line->is_fresh = true;
}

static void add_word(struct line *line, const char *word)
{
    if (!line->is_fresh && line->used + 1 + report_utf8_width(word) > REPORT_TERMINAL_COLUMNS)
        break_line(line);
    if (!line->is_fresh) {
        report_text_add(line->text, " ");
        line->used++;
    }
    while (line->used + report_utf8_width(word) > REPORT_TERMINAL_COLUMNS) {
        size_t length = report_utf8_fit(word, REPORT_TERMINAL_COLUMNS - line->used);
        report_text_add_bytes(line->text, word, length);
        word += length;
        break_line(line);
    }
    report_text_add(line->text, word);
    line->used += report_utf8_width(word);
    line->is_fresh = false;
}

void report_paragraph_add(struct report_text *text, size_t used, size_t indent, const char *words)
{
    struct line line = {text, used, indent, true};
    struct report_text plain = {0};
    char *rest = NULL;

    report_escape_terminal(&plain, words);
    if (plain.length > 0)
        for (char *word = strtok_r(plain.bytes, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
            add_word(&line, word);
    report_text_add(text, "\n");
    report_text_fini(&plain);
}

/* The string as it is shown in `width` columns, in `shown`, which the caller frees. Returns the columns left over. */
static size_t fit_field(struct report_text *shown, const char *string, size_t width)
{
    report_escape_terminal(shown, string);
    if (report_utf8_width(report_text_string(shown)) > width) {
        shown->length = report_utf8_fit(shown->bytes, width - 1);
        report_text_add(shown, "…");
    }
    return width - report_utf8_width(report_text_string(shown));
}

void report_field_left(struct report_text *text, const char *string, size_t width)
{
    struct report_text shown = {0};
    size_t left = fit_field(&shown, string, width);

    report_text_add(text, report_text_string(&shown));
    report_text_repeat(text, " ", left);
    report_text_fini(&shown);
}

void report_field_right(struct report_text *text, const char *string, size_t width)
{
    struct report_text shown = {0};
    size_t left = fit_field(&shown, string, width);

    report_text_repeat(text, " ", left);
    report_text_add(text, report_text_string(&shown));
    report_text_fini(&shown);
}
