/* SPDX-License-Identifier: MIT */
/* The terminal's switches and stacks. */
#ifndef REPORT_TERMINAL_TERMINAL_SWITCHES_H
#define REPORT_TERMINAL_TERMINAL_SWITCHES_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds the goals over the results, and, of a single one, where stackful overtakes stackless; nothing when no goal was measured.
 * The table of switches is report_terminal_add's, like every table of time. */
void report_terminal_add_goals(struct report_text *, const struct report_result *const *results, size_t count);

#endif
