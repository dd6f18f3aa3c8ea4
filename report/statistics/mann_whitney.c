/* SPDX-License-Identifier: MIT */
/* The exact distribution counts, item by item, in how many ways k of the items seen so far add up to each sum of ranks. */
#include "report/statistics/mann_whitney.h"
#include <math.h>
#include <stdlib.h>
#include "report/statistics/ranks.h"

/* ways[k * (sum_limit + 1) + sum], in floating point because the counts outgrow every integer; only their ratios matter. */
static void count_ways(const struct report_ranked *all, size_t count, size_t drawn, size_t sum_limit, double *ways)
{
    size_t stride = sum_limit + 1;

    ways[0] = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i < drawn ? i + 1 : drawn; k > 0; k--)
            for (size_t sum = sum_limit; sum >= all[i].rank; sum--)
                ways[k * stride + sum] += ways[(k - 1) * stride + sum - all[i].rank];
}

static enum report_status exact(const struct report_ranked *all, size_t count, size_t drawn, size_t sum, double *p)
{
    size_t sum_limit = 0;

    for (size_t i = count - drawn; i < count; i++)
        sum_limit += all[i].rank;       /* the largest ranks there are */
    double *ways = calloc((drawn + 1) * (sum_limit + 1), sizeof *ways);
    if (ways == NULL)
        return REPORT_NO_MEMORY;
    count_ways(all, count, drawn, sum_limit, ways);
    *p = report_ranks_two_sided(&ways[drawn * (sum_limit + 1)], sum_limit, sum);
    free(ways);
    return REPORT_OK;
}

static double approximate(size_t drawn, size_t others, double sum, double ties)
{
    double n = (double)drawn, m = (double)others, all = n + m;
    double deviation = sqrt(n * m / 12 * (all + 1 - ties / (all * (all - 1))));
    double distance = fabs(sum - n * (all + 1) / 2) - 0.5;

    return deviation > 0 && distance > 0 ? fmin(1, erfc(distance / deviation / sqrt(2))) : 1;
}

enum report_status report_mann_whitney(const double *samples, size_t count, const double *others, size_t other_count, double *p)
{
    size_t all_count = count + other_count, sum = 0;
    struct report_ranked *all = calloc(all_count, sizeof *all);
    enum report_status status = REPORT_OK;

    if (all == NULL)
        return REPORT_NO_MEMORY;
    for (size_t i = 0; i < all_count; i++)
        all[i] = (struct report_ranked){.value = i < count ? samples[i] : others[i - count], .is_ours = i < count};
    double ties = report_ranks(all, all_count);
    for (size_t i = 0; i < all_count; i++)
        sum += all[i].rank * all[i].is_ours;
    if (all_count <= REPORT_MANN_WHITNEY_EXACT)
        status = exact(all, all_count, count, sum, p);
    else
        *p = approximate(count, other_count, (double)sum / 2, ties);
    free(all);
    return status;
}
