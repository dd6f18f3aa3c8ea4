/* SPDX-License-Identifier: MIT */
/* The blog's eight rows, claimed, measured and judged, for a terminal. */
#ifndef REPORT_TERMINAL_TERMINAL_BLOG_H
#define REPORT_TERMINAL_TERMINAL_BLOG_H
#include "report/terminal/terminal.h"

void report_terminal_add_blog(struct report_text *, const struct report_result *, enum report_terminal_look);

#endif
