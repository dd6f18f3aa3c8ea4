/* SPDX-License-Identifier: MIT */
#include "report/statistics/ranks.h"
#include <math.h>
#include <stdlib.h>

static int compare_values(const void *left, const void *right)
{
    const struct report_ranked *a = left, *b = right;

    return (a->value > b->value) - (a->value < b->value);
}

double report_ranks(struct report_ranked *numbers, size_t count)
{
    double ties = 0;

    if (count > 0)
        qsort(numbers, count, sizeof *numbers, compare_values);
    for (size_t first = 0, next; first < count; first = next) {
        for (next = first + 1; next < count && numbers[next].value == numbers[first].value; next++)
            continue;
        double size = (double)(next - first);
        ties += size * size * size - size;
        for (size_t i = first; i < next; i++)
            numbers[i].rank = first + 1 + next;
    }
    return ties;
}

double report_ranks_two_sided(const double *weights, size_t limit, size_t value)
{
    double below = 0, above = 0, total = 0;

    for (size_t i = 0; i <= limit; i++) {
        total += weights[i];
        below += i <= value ? weights[i] : 0;
        above += i >= value ? weights[i] : 0;
    }
    return fmin(1, 2 * fmin(below, above) / total);
}
