/* SPDX-License-Identifier: MIT */
/* Rank by rank, in how many ways of choosing the signs the ranks of the positive differences add up to each sum. */
#include "report/statistics/wilcoxon.h"
#include <math.h>
#include <stdlib.h>
#include "report/statistics/ranks.h"

static enum report_status weigh(const struct report_ranked *sizes, size_t count, double *p)
{
    size_t limit = count * (count + 1), sum = 0;
    double *ways = calloc(limit + 1, sizeof *ways);

    if (ways == NULL)
        return REPORT_NO_MEMORY;
    ways[0] = 1;
    for (size_t i = 0; i < count; i++) {
        for (size_t to = limit; to >= sizes[i].rank; to--)
            ways[to] += ways[to - sizes[i].rank];
        sum += sizes[i].rank * sizes[i].is_ours;
    }
    *p = report_ranks_two_sided(ways, limit, sum);
    free(ways);
    return REPORT_OK;
}

enum report_status report_wilcoxon(const double *differences, size_t count, double *p)
{
    struct report_ranked *sizes = calloc(count + 1, sizeof *sizes);
    size_t kept = 0;

    if (sizes == NULL)
        return REPORT_NO_MEMORY;
    for (size_t i = 0; i < count; i++)
        if (differences[i] != 0)
            sizes[kept++] = (struct report_ranked){.value = fabs(differences[i]), .is_ours = differences[i] > 0};
    report_ranks(sizes, kept);
    enum report_status status = weigh(sizes, kept, p);
    free(sizes);
    return status;
}
