/* SPDX-License-Identifier: MIT */
/* Strings out of a result file are anybody's, so each reaches an output through one of these functions only. They add it so that
 * it reads as plain words there. Characters that are not printable (utf8.h) become U+FFFD, except in CSV. */
#ifndef REPORT_TEXT_ESCAPE_H
#define REPORT_TEXT_ESCAPE_H
#include "report/text/text.h"

/* For HTML and SVG, in text and in quoted attributes. */
void report_escape_html(struct report_text *text, const char *string);
/* For a line of GitHub's Markdown, inside a table, too. */
void report_escape_markdown(struct report_text *text, const char *string);
/* The same for a name: as code, where it has only letters, digits and _/:.+- */
void report_escape_markdown_name(struct report_text *text, const char *name);
/* One field of RFC 4180: quoted when it must be; control characters are data and stay. */
void report_escape_csv(struct report_text *text, const char *string);
/* For a terminal: no escape sequence survives. */
void report_escape_terminal(struct report_text *text, const char *string);

/* Adds as printf would, but escapes the string of each %s; the format itself is HTML or Markdown. Takes %s without width and
 * precision, and the conversions d, u, zu, f and g. */
__attribute__((format(printf, 2, 3))) void report_html(struct report_text *, const char *format, ...);
__attribute__((format(printf, 2, 3))) void report_markdown(struct report_text *, const char *format, ...);

#endif
