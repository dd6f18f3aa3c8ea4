/* SPDX-License-Identifier: MIT */
/* The page's matrices of strategies x workloads: drawn by one function, each with its own function for a cell. */
#ifndef CORO_REPORT_PAGE_MATRIX_H
#define CORO_REPORT_PAGE_MATRIX_H
#include "report/columns.h"
#include "report/page_part.h"

struct coro_page_matrix {
    const struct coro_result *result;
    const char *part, *metric, *label;
    void (*choose)(const struct coro_result *, const char *metric, struct coro_columns *);          /* the workloads */
    void (*add_value)(struct coro_text *, const struct coro_result *, const struct coro_series *);   /* a whole <td> */
    bool has_mean;              /* ends in a column of geometric means of time */
};

/* Adds `heading`, which is HTML, and the matrix, as tables of what fits a screen; nothing when no cell has the metric. */
void coro_page_matrix_add(struct coro_text *, const struct coro_page_matrix *, const char *heading);

#endif
