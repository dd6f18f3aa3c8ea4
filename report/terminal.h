/* SPDX-License-Identifier: MIT */
/* The result as a table for a terminal: never wider than 80 columns. */
#ifndef CORO_REPORT_TERMINAL_H
#define CORO_REPORT_TERMINAL_H
#include "report/result.h"
#include "report/text.h"

enum coro_terminal_look { CORO_LOOK_PLAIN, CORO_LOOK_COLOURED };

/* Adds the environment, the tables of multiples, the reasons of the cells that could not run, and the blog's eight rows. */
void coro_terminal_add(struct coro_text *, const struct coro_result *, enum coro_terminal_look);

#endif
