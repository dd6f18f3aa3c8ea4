/* SPDX-License-Identifier: MIT */
/* A growing string. It breaks once memory runs out, and from then on takes nothing: a writer adds without checking and the
 * owner asks once, at the end. */
#ifndef CORO_REPORT_TEXT_H
#define CORO_REPORT_TEXT_H
#include <stdbool.h>
#include <stddef.h>

struct coro_text {
    char *bytes;        /* NULL while empty, else `length` bytes and a zero behind them */
    size_t length;
    size_t capacity;    /* of bytes, the zero included */
    bool is_broken;     /* memory ran out: the contents are worthless */
};

/* An empty text. Owns nothing until something is added. */
void coro_text_init(struct coro_text *);
/* Frees the contents; the text is empty and usable again. */
void coro_text_fini(struct coro_text *);

void coro_text_add(struct coro_text *, const char *string);
void coro_text_add_bytes(struct coro_text *, const char *bytes, size_t length);
void coro_text_repeat(struct coro_text *, const char *string, size_t count);
__attribute__((format(printf, 2, 3))) void coro_text_format(struct coro_text *, const char *format, ...);

#endif
