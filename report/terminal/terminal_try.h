/* SPDX-License-Identifier: MIT */
/* The first look at one row in one screen of a terminal, for `corolab try`: does it conform, its numbers beside those of box, of
 * the best row and of the nearest, its place, and its limits. */
#ifndef REPORT_TERMINAL_TRY_H
#define REPORT_TERMINAL_TRY_H
#include "report/terminal/terminal.h"

/* A probe that the row fails; the strings stay the caller's. */
struct report_failed_probe { const char *probe, *question, *evidence, *look; };

struct report_try {
    size_t row;
    size_t nearest;             /* REPORT_NOT_FOUND: none */
    const char *likeness;       /* of the nearest, a word or two: "same place" */
    const char *called;         /* the program's name as a word of the shell */
    const char *library;        /* that corolab has to be given for the row, so too; NULL: none */
    const char *path;           /* the result file, so too */
    const struct report_failed_probe *failed;   /* none of conformance, so the row was measured */
    size_t failed_count;
    const char *refuted;        /* the first claim of its file that its answers refute; NULL: none */
    size_t refuted_count;
};

void report_terminal_add_try(struct report_text *, const struct report_result *, const struct report_try *,
                             enum report_terminal_look);

/* Adds, for a row that was not measured because it does not conform: the first failure with the place to look at, and the names
 * of the others. */
void report_terminal_add_refused_try(struct report_text *, const char *name, const char *sentence,
                                     const struct report_failed_probe *, size_t count, const char *called, const char *library,
                                     enum report_terminal_look);

#endif
