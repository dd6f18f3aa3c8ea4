/* SPDX-License-Identifier: MIT */
/* Reads the clocks of a run. Durations come from the monotonic clock. The clock of the day only dates the result file. If it is
 * set during a run, the run notes by how much, because readers compare the dates of files and logs. */
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
/* The seconds by which the clock of the day was set forward (or, negative, back) between the two moments. 0 for a second or
 * less, which may be the slow correction of network time. */
double runner_clock_step_seconds(const struct clock_pair *before, const struct clock_pair *after);

#endif
