/* SPDX-License-Identifier: MIT */
/* How often which value came: exact below 64, from there on in 32 equal steps to each power of two (a log-linear histogram, as
 * HdrHistogram has them). Memory is fixed, some 15 KiB, and adding a value takes a dozen instructions, so it can be done between
 * two stamps. What is read out of it is never below the true value and at most 1/32 of it above. The caller zeroes it. */
#ifndef BENCH_MEASURE_HISTOGRAM_H
#define BENCH_MEASURE_HISTOGRAM_H
#include <stdint.h>
#include "coro/attributes.h"

enum { HISTOGRAM_STEP_BITS = 5, HISTOGRAM_STEPS = 1 << HISTOGRAM_STEP_BITS };
/* Two runs of steps are exact; each of the 58 further powers of two has one. */
enum { HISTOGRAM_BUCKETS = (64 - HISTOGRAM_STEP_BITS + 1) * HISTOGRAM_STEPS };

struct histogram {
    uint64_t count, max;
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

/* The bucket is named by the power of two of the value and the five bits below its first. */
CORO_INLINE unsigned histogram_bucket(uint64_t value)
{
    unsigned shift = 63 - HISTOGRAM_STEP_BITS - (unsigned)__builtin_clzll(value | HISTOGRAM_STEPS);
    return shift * HISTOGRAM_STEPS + (unsigned)(value >> shift);
}

CORO_INLINE void histogram_add(struct histogram *histogram, uint64_t value)
{
    histogram->buckets[histogram_bucket(value)]++;
    histogram->count++;
    if (CORO_UNLIKELY(value > histogram->max))
        histogram->max = value;
}

/* The value that `permille` of 1000 values do not exceed, the largest of its bucket: 500 is the median. The maximum is exact. 0
 * when empty. */
uint64_t histogram_quantile(const struct histogram *, unsigned permille);

#endif
