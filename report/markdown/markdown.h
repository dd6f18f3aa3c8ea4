/* SPDX-License-Identifier: MIT */
/* The result as Markdown for a README: the blog's table, some multiples, the date and the machine. */
#ifndef REPORT_MARKDOWN_MARKDOWN_H
#define REPORT_MARKDOWN_MARKDOWN_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds the tables of one result. They say that they are generated; nothing in them is meant to be edited. */
void report_markdown_add(struct report_text *, const struct report_result *);

#endif
