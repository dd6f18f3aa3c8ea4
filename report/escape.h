/* SPDX-License-Identifier: MIT */
/* Strings out of a result file are anybody's: none reaches an output but through one of these. Each adds `string` to `text`
 * so that it reads as plain words there; characters that are not printable (utf8.h) become U+FFFD, except in CSV. */
#ifndef CORO_REPORT_ESCAPE_H
#define CORO_REPORT_ESCAPE_H
#include "report/text.h"

/* For HTML and SVG, in text and in quoted attributes. */
void coro_escape_html(struct coro_text *text, const char *string);
/* For a line of GitHub's Markdown, inside a table, too. */
void coro_escape_markdown(struct coro_text *text, const char *string);
/* The same for a name: as code, where it has only letters, digits and _/:.+- */
void coro_escape_markdown_name(struct coro_text *text, const char *name);
/* One field of RFC 4180: quoted when it must be; control characters are data and stay. */
void coro_escape_csv(struct coro_text *text, const char *string);
/* For a terminal: no escape sequence survives. */
void coro_escape_terminal(struct coro_text *text, const char *string);

#endif
