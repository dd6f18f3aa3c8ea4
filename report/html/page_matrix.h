/* SPDX-License-Identifier: MIT */
/* The page's matrices of strategies x workloads: drawn by one function, each with its own function for a cell. */
#ifndef REPORT_HTML_PAGE_MATRIX_H
#define REPORT_HTML_PAGE_MATRIX_H
#include "report/analysis/columns.h"
#include "report/html/elements.h"

struct report_page_matrix {
    const struct report_result *result;
    const char *part, *metric, *label;
    void (*choose)(const struct report_result *, const char *metric, struct report_columns *);          /* the workloads */
    void (*add_value)(struct report_text *, const struct report_result *, const struct report_series *);   /* a whole <td> */
    bool has_mean;              /* ends in a column of geometric means of time */
};

/* Adds `heading`, which is HTML, and the matrix, as tables of what fits a screen; nothing when no cell has the metric. */
void report_page_matrix_add(struct report_text *, const struct report_page_matrix *, const char *heading);

#endif
