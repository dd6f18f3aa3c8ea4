/* SPDX-License-Identifier: MIT */
/* The result as Markdown for a README: the blog's table, some multiples, the date and the machine. */
#ifndef CORO_REPORT_MARKDOWN_H
#define CORO_REPORT_MARKDOWN_H
#include "report/result.h"
#include "report/text.h"

/* Adds the tables of one result. They say that they are generated; nothing in them is meant to be edited. */
void coro_markdown_add(struct coro_text *, const struct coro_result *);

#endif
