/* SPDX-License-Identifier: MIT */
/* Words in the bounded width of a terminal: paragraphs, and the fields of a table's line. The report's terminal output and
 * `corolab check` are made of them. */
#ifndef REPORT_TEXT_PARAGRAPH_H
#define REPORT_TEXT_PARAGRAPH_H
#include "report/text/text.h"

enum { REPORT_TERMINAL_COLUMNS = 80 };

/* Adds `words`, escaped for a terminal, broken into lines of at most 80 columns and ended by a newline. The first line continues
 * the last line of `text`, which is `used` columns long; the others begin with `indent` spaces. Words too long for a line are cut
 * into lines. */
void report_paragraph_add(struct report_text *text, size_t used, size_t indent, const char *words);

/* Adds one line's field of `width` columns: the string escaped, cut with an ellipsis when too long, and filled up with spaces on
 * its right (left-aligned) or its left (right-aligned). */
void report_field_left(struct report_text *text, const char *string, size_t width);
void report_field_right(struct report_text *text, const char *string, size_t width);

#endif
