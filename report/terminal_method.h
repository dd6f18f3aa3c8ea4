/* SPDX-License-Identifier: MIT */
/* The terminal's words on how far a run's numbers can be trusted. */
#ifndef CORO_REPORT_TERMINAL_METHOD_H
#define CORO_REPORT_TERMINAL_METHOD_H
#include "report/result.h"
#include "report/text.h"

/* Adds a paragraph each on noise, drift, the experiment and the models against real compilers, as far as the file has them, and
 * says what only the page and the CSV show. */
void coro_terminal_add_method(struct coro_text *, const struct coro_result *);

#endif
