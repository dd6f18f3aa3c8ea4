/* SPDX-License-Identifier: MIT */
/* The terminal's switches and stacks. */
#ifndef CORO_REPORT_TERMINAL_SWITCHES_H
#define CORO_REPORT_TERMINAL_SWITCHES_H
#include "report/result.h"
#include "report/text.h"

/* Adds the goals over the results, and, of a single one, where stackful overtakes stackless; nothing when no goal was measured.
 * The table of switches is coro_terminal_add's, like every table of time. */
void coro_terminal_add_goals(struct coro_text *, const struct coro_result *const *results, size_t count);

#endif
