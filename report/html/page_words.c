/* SPDX-License-Identifier: MIT */
/* Owns the words of the page: escapes a computed sentence, and makes the names of rows in it links to their cards, whose ids it
 * keeps apart from the ids of other elements. */
#include <ctype.h>
#include <string.h>
#include "report/html/page.h"
#include "report/result/result.h"

/* True for what a name of a row may go on with: "box" is no word of its own in "box_slab", "box-like" and "a/box". */
static bool is_joining(char byte)
{
    return isalnum((unsigned char)byte) || (byte != '\0' && strchr("_/+-", byte) != NULL) || (unsigned char)byte >= 0x80;
}

static bool begins_word(const char *words, const char *at)
{
    return at == words || (!is_joining(at[-1]) && at[-1] != ':' && at[-1] != '.');
}

/* True behind an article, where "box" is the noun: a row's name stands without. */
static bool is_noun(const char *words, const char *at)
{
    static const char *const articles[] = {"a ", "an ", "the ", "its ", "each ", "one ", "no ", "cached "};

    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        size_t length = strlen(articles[i]);
        if ((size_t)(at - words) >= length && strncmp(at - length, articles[i], length) == 0 && begins_word(words, at - length))
            return true;
    }
    return false;
}

/* A stop or a colon ends a name only at the end of its clause: not in "box.c". */
static bool ends_word(const char *end)
{
    bool is_stop = end[0] == '.' || end[0] == ':';

    return !is_joining(is_stop ? end[1] : end[0]);
}

/* The row with the longest name that stands at `at` as a whole word, or REPORT_NOT_FOUND. */
static size_t row_at(const struct report_result *result, const char *at, size_t *length)
{
    size_t found = REPORT_NOT_FOUND;

    *length = 0;
    for (size_t i = 0; i < result->strategy_count; i++) {
        size_t here = strlen(result->strategies[i].name);
        if (here > *length && strncmp(at, result->strategies[i].name, here) == 0 && ends_word(at + here)) {
            found = i;
            *length = here;
        }
    }
    return found;
}

/* Other elements have these ids, or ids that begin with one and go on with "-". */
static const char *const taken_ids[] = {
    "answer", "c", "cells", "choices", "choose", "counts", "data", "dots", "drift", "dumbbell", "elision", "front", "lost",
    "machine", "memory", "method", "passes", "peers", "pick", "place", "posts", "probe", "probes", "questions", "row",
    "rows", "run", "runs", "rustc", "scene", "stack", "sweep", "systems", "terms", "workload", "workloads",
};

const char *report_page_row_prefix(const char *name)
{
    for (size_t i = 0; i < sizeof taken_ids / sizeof taken_ids[0]; i++) {
        size_t length = strlen(taken_ids[i]);
        if (strncmp(name, taken_ids[i], length) != 0)
            continue;
        const char *rest = name + length + strspn(name + length, "0123456789");
        if (*rest == '\0' || *rest == '-')
            return "row-";
    }
    return "";
}

static void escape_bytes(struct report_text *text, const char *begin, const char *end)
{
    struct report_text part = {0};

    report_text_add_bytes(&part, begin, (size_t)(end - begin));
    report_escape_html(text, report_text_string(&part));
    report_text_fini(&part);
}

void report_page_words(struct report_text *text, const struct report_result *result, const char *part, const char *words)
{
    bool is_linked[REPORT_LONGEST_TABLE] = {false};
    const char *begin = words, *at = words;

    while (*at != '\0') {
        size_t length = 0, row = begins_word(words, at) ? row_at(result, at, &length) : REPORT_NOT_FOUND;
        if (is_noun(words, at))
            row = REPORT_NOT_FOUND;
        if (row != REPORT_NOT_FOUND && !is_linked[row]) {
            const char *name = result->strategies[row].name;
            escape_bytes(text, begin, at);
            report_html(text, "<a href=\"#%s%s%s\">%s</a>", report_page_row_prefix(name), name, part, name);
            begin = at + length;
            is_linked[row] = true;
        }
        at += length > 0 ? length : 1;
    }
    escape_bytes(text, begin, at);
}
