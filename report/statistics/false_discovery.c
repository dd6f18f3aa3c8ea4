/* SPDX-License-Identifier: MIT */
#include "report/statistics/false_discovery.h"
#include <math.h>
#include <stdlib.h>

struct numbered {
    double p;
    size_t index;
};

static int compare_ps(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;

    return (a->p > b->p) - (a->p < b->p);
}

enum report_status report_false_discovery_adjust(const double *p, size_t count, double *adjusted)
{
    struct numbered *ordered = calloc(count + 1, sizeof *ordered);
    double least = 1;

    if (ordered == NULL)
        return REPORT_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        ordered[i] = (struct numbered){p[i], i};
    qsort(ordered, count, sizeof *ordered, compare_ps);
    for (size_t i = count; i-- > 0;) {
        least = fmin(least, ordered[i].p * (double)count / (double)(i + 1));
        adjusted[ordered[i].index] = least;
    }
    free(ordered);
    return REPORT_OK;
}
