/* SPDX-License-Identifier: MIT */
/* What stamps one next(): the processor's time-stamp counter where there is one to read in user mode, else the system's.
 * A stamp waits for what came before it to be done, so that a next() is not stamped while it still runs. What a stamp costs is
 * measured beside what it is used for; it is not taken off. */
#ifndef BENCH_MEASURE_STAMP_CLOCK_H
#define BENCH_MEASURE_STAMP_CLOCK_H
#include <stdint.h>
#include "coro/attributes.h"

#if defined(__x86_64__)
/* In ticks of a length that who reads them has to measure. */
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
