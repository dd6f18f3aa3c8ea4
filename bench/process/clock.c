/* SPDX-License-Identifier: MIT */
/* Reads the clocks of the kernel. */
#define _GNU_SOURCE
#include "bench/process/clock.h"
#include <math.h>
#include <time.h>

static double read_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double runner_clock_seconds(void) { return read_seconds(CLOCK_MONOTONIC); }

double runner_clock_own_seconds(void) { return read_seconds(CLOCK_PROCESS_CPUTIME_ID); }

struct clock_pair runner_clock_read(void)
{
    return (struct clock_pair){ .day = read_seconds(CLOCK_REALTIME), .boot = read_seconds(CLOCK_BOOTTIME) };
}

double runner_clock_step_seconds(const struct clock_pair *before, const struct clock_pair *after)
{
    double step = (after->day - before->day) - (after->boot - before->boot);
    return fabs(step) > 1 ? step : 0;
}
