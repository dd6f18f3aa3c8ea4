/* SPDX-License-Identifier: MIT */
/* A growing string. It breaks once memory runs out, and from then on takes nothing: a writer adds without checking and the
 * owner asks once, at the end. */
#ifndef REPORT_TEXT_TEXT_H
#define REPORT_TEXT_TEXT_H
#include <stdbool.h>
#include <stddef.h>

struct report_text {
    char *bytes;        /* NULL while empty, else `length` bytes and a zero behind them */
    size_t length;
    size_t capacity;    /* of bytes, the zero included */
    bool is_broken;     /* memory ran out: the contents are worthless */
};

/* An empty text. Owns nothing until something is added. */
void report_text_init(struct report_text *);
/* Frees the contents; the text is empty and usable again. */
void report_text_fini(struct report_text *);

void report_text_add(struct report_text *, const char *string);
void report_text_add_bytes(struct report_text *, const char *bytes, size_t length);
void report_text_repeat(struct report_text *, const char *string, size_t count);
__attribute__((format(printf, 2, 3))) void report_text_format(struct report_text *, const char *format, ...);

#endif
