/* SPDX-License-Identifier: MIT */
/* How far the method can be trusted, as an experiment of its own found out: the same build compared with itself, the same sources
 * linked in other orders, and slowdowns planted on purpose. A result file carries what the experiment counted. */
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

/* Adds what the experiment found, in two sentences and its note; of what it has no numbers for, nothing. */
void report_experiment_say(const struct report_experiment *, struct report_text *);

#endif
