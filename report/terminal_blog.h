/* SPDX-License-Identifier: MIT */
/* The blog's eight rows, claimed, measured and judged, for a terminal. */
#ifndef CORO_REPORT_TERMINAL_BLOG_H
#define CORO_REPORT_TERMINAL_BLOG_H
#include "report/terminal.h"

void coro_terminal_add_blog(struct coro_text *, const struct coro_result *, enum coro_terminal_look);

#endif
