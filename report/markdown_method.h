/* SPDX-License-Identifier: MIT */
/* The Markdown form of how far a run's numbers can be trusted: the method, and the models beside real compilers. */
#ifndef CORO_REPORT_MARKDOWN_METHOD_H
#define CORO_REPORT_MARKDOWN_METHOD_H
#include "report/result.h"
#include "report/text.h"

/* Adds the table of fidelity, under a heading of its own; nothing without pairs. */
void coro_markdown_add_fidelity(struct coro_text *, const struct coro_result *);

/* Adds the passes and what the file says of order, noise, drift and trust, under a heading of its own. */
void coro_markdown_add_method(struct coro_text *, const struct coro_result *);

#endif
