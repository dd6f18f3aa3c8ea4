/* SPDX-License-Identifier: MIT */
/* The result as a table for a terminal: never wider than 80 columns. */
#ifndef REPORT_TERMINAL_TERMINAL_H
#define REPORT_TERMINAL_TERMINAL_H
#include "report/result/result.h"
#include "report/text/text.h"

enum report_terminal_look { REPORT_LOOK_PLAIN, REPORT_LOOK_COLOURED };

/* Adds the environment, the tables of multiples, the reasons of the cells that could not run, and the blog's eight rows. */
void report_terminal_add(struct report_text *, const struct report_result *, enum report_terminal_look);

#endif
