/* SPDX-License-Identifier: MIT */
/* The Markdown form of switches and stacks. It comes last, under a heading of its own, so that a README can leave it out. */
#ifndef REPORT_MARKDOWN_MARKDOWN_SWITCHES_H
#define REPORT_MARKDOWN_MARKDOWN_SWITCHES_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds the table in multiples of raw fcontext and the goals of one result; nothing when it has neither. */
void report_markdown_add_switches(struct report_text *, const struct report_result *);
/* Adds the goals over several results; nothing for one. */
void report_markdown_add_goals_of_all(struct report_text *, const struct report_result *const *results, size_t count);

#endif
