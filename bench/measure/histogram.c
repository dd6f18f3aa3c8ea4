/* SPDX-License-Identifier: MIT */
/* The quantiles of a histogram (histogram.h). */
#include "bench/measure/histogram.h"

static uint64_t largest_of(unsigned bucket)
{
    if (bucket < 2 * HISTOGRAM_STEPS)
        return bucket;
    unsigned shift = bucket / HISTOGRAM_STEPS - 1;
    uint64_t steps = bucket % HISTOGRAM_STEPS + HISTOGRAM_STEPS;
    return (steps << shift) + ((UINT64_C(1) << shift) - 1);
}

/* The n-th smallest value, where n is the share of the count, rounded up. */
uint64_t histogram_quantile(const struct histogram *histogram, unsigned permille)
{
    uint64_t rank = histogram->count / 1000 * permille + (histogram->count % 1000 * permille + 999) / 1000, seen = 0;
    for (unsigned i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += histogram->buckets[i];
        if (seen >= rank && seen > 0)
            return largest_of(i) < histogram->max ? largest_of(i) : histogram->max;
    }
    return histogram->max;
}
