/* SPDX-License-Identifier: MIT */
/* Google Benchmark, which is C++, behind one C function for corolab_time. */
#ifndef BENCH_PROGRAMS_TIME_BRIDGE_H
#define BENCH_PROGRAMS_TIME_BRIDGE_H

#ifdef __cplusplus
extern "C" {
#endif

/* TIME_CPU counts only this thread's time. TIME_WALL is for workloads that wait for another process. */
enum time_clock { TIME_CPU, TIME_WALL };

/* Returns the nanoseconds of one batch(arg): the mean over as many batches as take some 50 ms. A batch that returns non-zero
 * ends the measurement, and the result is meaningless. One call per process. */
double time_batch_ns(int (*batch)(void *), void *arg, enum time_clock);

#ifdef __cplusplus
}
#endif
#endif
