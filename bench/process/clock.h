/* SPDX-License-Identifier: MIT */
/* The time of a run. Everything is measured on the monotonic clock; the clock of the day gives the result file its date and
 * nothing else, and a step of it is worth a remark, because whoever lays files or logs side by side goes by it. */
#ifndef BENCH_PROCESS_CLOCK_H
#define BENCH_PROCESS_CLOCK_H

/* Both clocks at one moment, in seconds. */
struct clock_pair {
    double day;                 /* CLOCK_REALTIME, which can be set */
    double boot;                /* CLOCK_BOOTTIME, which cannot; unlike CLOCK_MONOTONIC it counts while the machine sleeps */
};

/* Seconds on the monotonic clock. */
double runner_clock_seconds(void);
/* Seconds of processor time that this process has taken. */
double runner_clock_own_seconds(void);
struct clock_pair runner_clock_read(void);
/* By how many seconds the clock of the day was set forward (or, negative, back) between the two; 0 when by a second or less,
 * which may be the slow correction that network time makes. */
double runner_clock_step_seconds(const struct clock_pair *before, const struct clock_pair *after);

#endif
