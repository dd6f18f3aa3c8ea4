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

/* The end of `string` that fills at most `width` columns. */
static const char *end_within(const char *string, size_t width)
{
    size_t length;

    while (report_utf8_width(string) > width) {
        report_utf8_decode(string, &length);
        string += length;
    }
    return string;
}

/* Adds the string, escaped and cut to `width` columns: `tail` of them show its end, behind the ellipsis. Returns the columns left
 * over. */
static size_t add_cut(struct report_text *shown, const char *string, size_t width, size_t tail)
{
    struct report_text plain = {0};

    report_escape_terminal(&plain, string);
    if (report_utf8_width(report_text_string(&plain)) <= width) {
        report_text_add(shown, report_text_string(&plain));
    } else {
        report_text_add_bytes(shown, plain.bytes, report_utf8_fit(plain.bytes, width - 1 - tail));
        report_text_add(shown, "…");
        report_text_add(shown, end_within(plain.bytes, tail));
    }
    report_text_fini(&plain);
    return width - report_utf8_width(report_text_string(shown));
}

void report_field_left(struct report_text *text, const char *string, size_t width)
{
    struct report_text shown = {0};
    size_t left = add_cut(&shown, string, width, (width - 1) / 2);

    report_text_add(text, report_text_string(&shown));
    report_text_repeat(text, " ", left);
    report_text_fini(&shown);
}

void report_field_right(struct report_text *text, const char *string, size_t width)
{
    struct report_text shown = {0};
    size_t left = add_cut(&shown, string, width, 0);

    report_text_repeat(text, " ", left);
    report_text_add(text, report_text_string(&shown));
    report_text_fini(&shown);
}
