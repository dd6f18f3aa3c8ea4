/* SPDX-License-Identifier: MIT */
/* Owns the growing of strings. Capacity doubles, so that a page costs a handful of reallocations. */
#include "report/text/text.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

void report_text_fini(struct report_text *text)
{
    free(text->bytes);
    *text = (struct report_text){0};
}

const char *report_text_string(const struct report_text *text) { return text->bytes == NULL ? "" : text->bytes; }

/* Makes room for `more` bytes and a zero. */
static void make_room(struct report_text *text, size_t more)
{
    size_t capacity = text->capacity == 0 ? 256 : text->capacity;

    if (more >= SIZE_MAX / 4 - text->length)
        report_out_of_memory();
    while (capacity <= text->length + more)
        capacity *= 2;
    if (capacity == text->capacity)
        return;
    text->bytes = report_reallocate(text->bytes, capacity, 1);
    text->capacity = capacity;
}

void report_text_cut(struct report_text *text, size_t length)
{
    text->length = length;
    if (text->bytes != NULL)
        text->bytes[length] = '\0';
}

void report_text_add_bytes(struct report_text *text, const char *bytes, size_t length)
{
    make_room(text, length);
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void report_text_add(struct report_text *text, const char *string) { report_text_add_bytes(text, string, strlen(string)); }

void report_text_repeat(struct report_text *text, const char *string, size_t count)
{
    while (count-- > 0)
        report_text_add(text, string);
}

void report_text_format(struct report_text *text, const char *format, ...)
{
    va_list arguments, again;
    int length;

    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        report_out_of_memory();     /* the one failure that correct formats have */
    make_room(text, (size_t)length);
    vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
    text->length += (size_t)length;
    va_end(again);
    va_end(arguments);
}
