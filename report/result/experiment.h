/* SPDX-License-Identifier: MIT */
/* The trust experiment (bench/trust): the same build compared with itself, the same sources linked in other orders, and
 * planted slowdowns. A result file carries its counts in the header, and every output quotes them, so that a reader sees how
 * far to trust a difference. */
#ifndef REPORT_RESULT_EXPERIMENT_H
#define REPORT_RESULT_EXPERIMENT_H
#include <stdbool.h>
#include "report/text/text.h"

struct report_experiment {
    bool is_there;                              /* false: the file has none, and the rest says nothing */
    const char *date, *machine, *commit, *note; /* "" when the file does not say */
    /* NAN when the file does not say. */
    double cells, comparisons;                  /* in each comparison of a build with itself; how many of these */
    double aa_called, aa_compared;              /* the cells that were called different, of those that were compared */
    double link_orders, orders_called, orders_compared;     /* the same with builds that differ in their link order only */
    double trials, found, planted_percent;      /* one cell slowed per trial, and how often it was found */
};

/* Adds what the experiment found, in two sentences and its note. Leaves out what the file has no numbers for. */
void report_experiment_say(const struct report_experiment *, struct report_text *);

#endif
