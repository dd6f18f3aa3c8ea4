/* SPDX-License-Identifier: MIT */
/* The Markdown form of how far a run's numbers can be trusted: the method, and the models beside real compilers. */
#ifndef REPORT_MARKDOWN_MARKDOWN_METHOD_H
#define REPORT_MARKDOWN_MARKDOWN_METHOD_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds the table of fidelity, under a heading of its own; nothing without pairs. */
void report_markdown_add_fidelity(struct report_text *, const struct report_result *);

/* Adds the passes and what the file says of order, noise, drift and trust, under a heading of its own. */
void report_markdown_add_method(struct report_text *, const struct report_result *);

#endif
