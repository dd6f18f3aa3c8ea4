/* SPDX-License-Identifier: MIT */
/* Words in the bounded width of a terminal. */
#ifndef CORO_REPORT_PARAGRAPH_H
#define CORO_REPORT_PARAGRAPH_H
#include "report/text.h"

enum { CORO_TERMINAL_COLUMNS = 80 };

/* Adds `words`, escaped for a terminal, broken into lines of at most 80 columns and ended by a newline. The first line
 * continues the one that `text` ends in, which is `used` columns long; the others begin with `indent` spaces. Words too
 * long for a line are cut into lines. */
void coro_paragraph_add(struct coro_text *text, size_t used, size_t indent, const char *words);

/* Adds one line's field of `width` columns: the string escaped, cut with an ellipsis when too long, and filled up with
 * spaces on its right (left-aligned) or its left (right-aligned). */
void coro_field_left(struct coro_text *text, const char *string, size_t width);
void coro_field_right(struct coro_text *text, const char *string, size_t width);

#endif
