/* SPDX-License-Identifier: MIT */
/* The Markdown form of switches and stacks. It comes last, under a heading of its own, so that a README can leave it out. */
#ifndef CORO_REPORT_MARKDOWN_SWITCHES_H
#define CORO_REPORT_MARKDOWN_SWITCHES_H
#include "report/result.h"
#include "report/text.h"

/* Adds the table in multiples of raw fcontext and the goals of one result; nothing when it has neither. */
void coro_markdown_add_switches(struct coro_text *, const struct coro_result *);
/* Adds the goals over several results; nothing for one. */
void coro_markdown_add_goals_of_all(struct coro_text *, const struct coro_result *const *results, size_t count);

#endif
