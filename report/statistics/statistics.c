/* SPDX-License-Identifier: MIT */
/* Owns the arithmetic of samples; significance.c has the tests. */
#include "report/statistics/statistics.h"
#include <math.h>
#include <stdlib.h>

static const double wanted_coverage = 0.95;

/* P(Binomial(count, 1/2) = k). By logarithms: the coefficients of a thorough run overflow. */
static double binomial_half(size_t count, size_t k)
{
    double n = (double)count, below = (double)k;

    return exp(lgamma(n + 1) - lgamma(below + 1) - lgamma(n - below + 1) - n * log(2));
}

/* The largest rank k whose interval covers enough, at least 1, and the coverage of that interval. */
static size_t interval_rank(size_t count, double *coverage)
{
    double below = count == 0 ? 0.5 : binomial_half(count, 0);
    size_t rank = 1;

    *coverage = 1 - 2 * below;
    while (rank < count / 2) {
        below += binomial_half(count, rank);
        if (1 - 2 * below < wanted_coverage)
            break;
        *coverage = 1 - 2 * below;
        rank++;
    }
    return rank;
}

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

void report_sort(double *numbers, size_t count) { qsort(numbers, count, sizeof *numbers, compare_numbers); }

double report_median(const double *ascending, size_t count)
{
    size_t middle = count / 2;

    if (count % 2 == 1)
        return ascending[middle];
    return ascending[middle - 1] / 2 + ascending[middle] / 2;
}

double report_median_of(double *numbers, size_t count)
{
    report_sort(numbers, count);
    return report_median(numbers, count);
}

struct report_interval report_median_interval(const double *ascending, size_t count)
{
    struct report_interval interval;
    size_t rank = interval_rank(count, &interval.coverage);

    interval.low = ascending[rank - 1];
    interval.high = ascending[count - rank];
    return interval;
}

double report_median_coverage(size_t count)
{
    double coverage;

    interval_rank(count, &coverage);
    return fmax(coverage, 0);
}

double report_geometric_mean(const double *values, size_t count)
{
    double logarithms = 0;

    for (size_t i = 0; i < count; i++)
        logarithms += log(values[i]);
    return exp(logarithms / (double)count);
}
