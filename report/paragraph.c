/* SPDX-License-Identifier: MIT */
/* Owns breaking and aligning words for a terminal. */
#include "report/paragraph.h"
#include <string.h>
#include "report/escape.h"
#include "report/utf8.h"

struct line {
    struct coro_text *text;
    size_t used;        /* columns of the line so far */
    size_t indent;      /* of the next line */
    bool is_fresh;      /* no word is on it yet */
};

static void break_line(struct line *line)
{
    coro_text_add(line->text, "\n");
    coro_text_repeat(line->text, " ", line->indent);
    line->used = line->indent;
    line->is_fresh = true;
}

static void add_word(struct line *line, const char *word)
{
    if (!line->is_fresh && line->used + 1 + coro_utf8_width(word) > CORO_TERMINAL_COLUMNS)
        break_line(line);
    if (!line->is_fresh) {
        coro_text_add(line->text, " ");
        line->used++;
    }
    while (line->used + coro_utf8_width(word) > CORO_TERMINAL_COLUMNS) {
        size_t length = coro_utf8_fit(word, CORO_TERMINAL_COLUMNS - line->used);
        coro_text_add_bytes(line->text, word, length);
        word += length;
        break_line(line);
    }
    coro_text_add(line->text, word);
    line->used += coro_utf8_width(word);
    line->is_fresh = false;
}

void coro_paragraph_add(struct coro_text *text, size_t used, size_t indent, const char *words)
{
    struct line line = {text, used, indent, true};
    struct coro_text plain;
    char *rest = NULL;

    coro_text_init(&plain);
    coro_escape_terminal(&plain, words);
    text->is_broken |= plain.is_broken;
    if (plain.length > 0)
        for (char *word = strtok_r(plain.bytes, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
            add_word(&line, word);
    coro_text_add(text, "\n");
    coro_text_fini(&plain);
}

/* The string as it is shown in `width` columns, in `shown`, which the caller frees; returns the columns left over. */
static size_t fit_field(struct coro_text *shown, const char *string, size_t width)
{
    struct coro_text plain;

    coro_text_init(shown);
    coro_text_init(&plain);
    coro_escape_terminal(&plain, string);
    if (plain.length > 0 && coro_utf8_width(plain.bytes) <= width) {
        coro_text_add(shown, plain.bytes);
    } else if (plain.length > 0) {
        coro_text_add_bytes(shown, plain.bytes, coro_utf8_fit(plain.bytes, width - 1));
        coro_text_add(shown, "…");
    }
    shown->is_broken |= plain.is_broken;
    coro_text_fini(&plain);
    return width - (shown->length > 0 ? coro_utf8_width(shown->bytes) : 0);
}

void coro_field_left(struct coro_text *text, const char *string, size_t width)
{
    struct coro_text shown;
    size_t left = fit_field(&shown, string, width);

    coro_text_add(text, shown.length > 0 ? shown.bytes : "");
    coro_text_repeat(text, " ", left);
    text->is_broken |= shown.is_broken;
    coro_text_fini(&shown);
}

void coro_field_right(struct coro_text *text, const char *string, size_t width)
{
    struct coro_text shown;
    size_t left = fit_field(&shown, string, width);

    coro_text_repeat(text, " ", left);
    coro_text_add(text, shown.length > 0 ? shown.bytes : "");
    text->is_broken |= shown.is_broken;
    coro_text_fini(&shown);
}
