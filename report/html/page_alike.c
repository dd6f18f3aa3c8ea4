/* SPDX-License-Identifier: MIT */
#include "report/html/page_alike.h"
#include <ctype.h>
#include <string.h>

/* The length of the number that begins a word at `at`, or 0. */
static size_t number_length(const char *sentence, const char *at)
{
    if (at > sentence && strchr(" (", at[-1]) == NULL)
        return 0;
    size_t sign = at[0] == '-', length = sign;
    length += strspn(at + length, "0123456789");
    if (length == sign)
        return 0;
    if (at[length] == '.' && isdigit((unsigned char)at[length + 1]))
        length += 1 + strspn(at + length + 1, "0123456789");
    return length;
}

bool report_is_alike(const char *sentence, const char *other)
{
    const char *at = sentence, *there = other;
    size_t count = 0;

    if (strcmp(sentence, other) == 0)
        return true;
    while (*at != '\0') {
        size_t length = number_length(sentence, at), length_there = number_length(other, there);
        if (length == 0 && (*at != *there || *at == '#'))
            return false;
        if ((length > 0) != (length_there > 0) || (count += length > 0) > REPORT_ALIKE_MOST_NUMBERS)
            return false;
        at += length > 0 ? length : 1;
        there += length_there > 0 ? length_there : 1;
    }
    return *there == '\0';
}

/* Finds the next number from *at on. Returns its length, or 0 at the end. */
static size_t next_number(const char *sentence, const char **at)
{
    for (; **at != '\0'; ++*at) {
        size_t length = number_length(sentence, *at);
        if (length > 0)
            return length;
    }
    return 0;
}

void report_alike_mark(struct report_alike *alike, const char *sentence, const char *other)
{
    const char *at = sentence, *there = other;
    size_t length, length_there;

    if (strcmp(sentence, other) == 0)
        return;
    for (size_t i = 0; (length = next_number(sentence, &at)) > 0; i++, at += length, there += length_there) {
        length_there = next_number(other, &there);
        if (length != length_there || memcmp(at, there, length) != 0)
            alike->differs[i] = true;
    }
}

void report_alike_say(struct report_text *text, const struct report_alike *alike, const char *sentence)
{
    struct report_text words = {0};
    const char *begin = sentence, *at = sentence;
    size_t length;

    for (size_t i = 0; (length = next_number(sentence, &at)) > 0; i++, at += length) {
        if (i >= REPORT_ALIKE_MOST_NUMBERS || !alike->differs[i])
            continue;
        report_text_add_bytes(&words, begin, (size_t)(at - begin));
        report_text_add(&words, "#");
        begin = at + length;
    }
    report_text_add(&words, begin);
    report_escape_html(text, report_text_string(&words));
    report_text_fini(&words);
}

void report_alike_numbers(struct report_text *text, const struct report_alike *alike, const char *sentence)
{
    const char *at = sentence;
    size_t length;

    for (size_t i = 0; (length = next_number(sentence, &at)) > 0 && i < REPORT_ALIKE_MOST_NUMBERS; i++, at += length) {
        if (!alike->differs[i])
            continue;
        report_text_add(text, " ");
        report_text_add_bytes(text, at, length);
    }
}
