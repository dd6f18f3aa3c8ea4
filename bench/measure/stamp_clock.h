/* SPDX-License-Identifier: MIT */
/* The clock that stamps a single next() for latency.h: the time-stamp counter where user mode can read it, else the system's
 * clock. A stamp waits until the instructions before it are done. Its cost is measured beside the latency, and not subtracted. */
#ifndef BENCH_MEASURE_STAMP_CLOCK_H
#define BENCH_MEASURE_STAMP_CLOCK_H
#include <stdint.h>
#include "coro/attributes.h"

#if defined(__x86_64__)
/* Returns ticks, whose length the caller has to measure. */
CORO_INLINE uint64_t stamp_clock(void)
{
    __builtin_ia32_lfence();
    uint64_t ticks = __builtin_ia32_rdtsc();
    __builtin_ia32_lfence();
    return ticks;
}
#else
#include <time.h>
CORO_INLINE uint64_t stamp_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}
#endif

#endif
