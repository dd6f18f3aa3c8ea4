/* SPDX-License-Identifier: MIT */
/* Collects the latency of each next() in a log-linear histogram, like HdrHistogram, and has the clock that times the call
 * (stamp_clock). The workloads' stamped callers add values, and latency.c reads the quantiles. The histogram is exact below 64,
 * then has 32 equal steps per power of two. Quantiles are never below the true value and at most 1/32 above it. The size is
 * fixed, some 15 KiB; adding a value takes a dozen instructions. Zero the histogram before use. */
#ifndef BENCH_MEASURE_HISTOGRAM_H
#define BENCH_MEASURE_HISTOGRAM_H
#include <stdint.h>
#include <time.h>
#include "coro/attributes.h"

enum { HISTOGRAM_STEP_BITS = 5, HISTOGRAM_STEPS = 1 << HISTOGRAM_STEP_BITS };
/* The first 64 buckets hold one value each; each of the 58 higher powers of two has 32. */
enum { HISTOGRAM_BUCKETS = (64 - HISTOGRAM_STEP_BITS + 1) * HISTOGRAM_STEPS };

struct histogram {
    uint64_t count, max;
    uint64_t buckets[HISTOGRAM_BUCKETS];
};

/* The bucket number combines the value's power of two and the five bits after its leading one. */
CORO_INLINE unsigned histogram_bucket(uint64_t value)
{
    unsigned shift = 63 - HISTOGRAM_STEP_BITS - (unsigned)__builtin_clzll(value | HISTOGRAM_STEPS);
    return shift * HISTOGRAM_STEPS + (unsigned)(value >> shift);
}

/* Adds a value. */
CORO_INLINE void histogram_add(struct histogram *histogram, uint64_t value)
{
    histogram->buckets[histogram_bucket(value)]++;
    histogram->count++;
    if (CORO_UNLIKELY(value > histogram->max))
        histogram->max = value;
}

/* Returns the largest value of the bucket. */
CORO_INLINE uint64_t histogram_largest_of(unsigned bucket)
{
    if (bucket < 2 * HISTOGRAM_STEPS)
        return bucket;
    unsigned shift = bucket / HISTOGRAM_STEPS - 1;
    uint64_t steps = bucket % HISTOGRAM_STEPS + HISTOGRAM_STEPS;
    return (steps << shift) + ((UINT64_C(1) << shift) - 1);
}

/* Returns an upper bound for the given quantile in thousandths; 500 is the median. The maximum is exact. Returns 0 for an empty
 * histogram. */
CORO_INLINE uint64_t histogram_quantile(const struct histogram *histogram, unsigned permille)
{
    uint64_t rank = histogram->count / 1000 * permille + (histogram->count % 1000 * permille + 999) / 1000, seen = 0;
    for (unsigned i = 0; i < HISTOGRAM_BUCKETS; i++) {
        seen += histogram->buckets[i];
        if (seen >= rank && seen > 0)
            return histogram_largest_of(i) < histogram->max ? histogram_largest_of(i) : histogram->max;
    }
    return histogram->max;
}

/* The clock that times each next(): the time-stamp counter on x86-64, the virtual counter on aarch64, else the system's clock.
 * The counters are read after all earlier instructions are done, and before any later one. The cost of a stamp is measured beside
 * the latency, and not subtracted.
 *
 * stamp_clock_hz() returns the steps per second in which the clock advances, 0 where the machine does not say. Arm's counters
 * advance 24 million to 1 billion times a second, so that a latency may have steps of 42 ns. */
#if defined(__x86_64__)
/* Returns ticks, whose length the caller has to measure. */
CORO_INLINE uint64_t stamp_clock(void)
{
    __builtin_ia32_lfence();
    uint64_t ticks = __builtin_ia32_rdtsc();
    __builtin_ia32_lfence();
    return ticks;
}
CORO_INLINE uint64_t stamp_clock_hz(void) { return 0; }
#elif defined(__aarch64__)
CORO_INLINE uint64_t stamp_clock(void)
{
    uint64_t ticks;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks) : : "memory");
    return ticks;
}
CORO_INLINE uint64_t stamp_clock_hz(void)
{
    uint64_t hz;
    __asm__("mrs %0, cntfrq_el0" : "=r"(hz));
    return hz;
}
#else
CORO_INLINE uint64_t stamp_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
CORO_INLINE uint64_t stamp_clock_hz(void) { return 0; }
#endif

#endif
