/* SPDX-License-Identifier: MIT */
/* The terminal's words on how far a run's numbers can be trusted. */
#ifndef REPORT_TERMINAL_TERMINAL_METHOD_H
#define REPORT_TERMINAL_TERMINAL_METHOD_H
#include "report/result/result.h"
#include "report/text/text.h"

/* Adds a paragraph each on noise, drift, the experiment and the models against real compilers, as far as the file has them, and
 * says what only the page and the CSV show. */
void report_terminal_add_method(struct report_text *, const struct report_result *);

#endif
