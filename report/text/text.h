/* SPDX-License-Identifier: MIT */
/* A growing string: every output of the report is one until it is whole, and so is every sentence. Running out of memory ends the
 * process (base/memory.h), so adding cannot fail. */
#ifndef REPORT_TEXT_TEXT_H
#define REPORT_TEXT_TEXT_H
#include <stdbool.h>
#include <stddef.h>

/* A zeroed text is empty and owns nothing. */
struct report_text {
    char *bytes;        /* NULL while nothing was added, else `length` bytes and a zero behind them */
    size_t length;
    size_t capacity;    /* of bytes, the zero included */
};

void report_text_init(struct report_text *);
/* Frees the contents; the text is empty and usable again. */
void report_text_fini(struct report_text *);

/* The contents, "" when empty; valid until the text is changed. */
const char *report_text_string(const struct report_text *);

void report_text_add(struct report_text *, const char *string);
void report_text_add_bytes(struct report_text *, const char *bytes, size_t length);
void report_text_repeat(struct report_text *, const char *string, size_t count);
__attribute__((format(printf, 2, 3))) void report_text_format(struct report_text *, const char *format, ...);

#endif
