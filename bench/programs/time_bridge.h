/* SPDX-License-Identifier: MIT */
/* Google Benchmark, which is C++, behind one C function. */
#ifndef BENCH_PROGRAMS_TIME_BRIDGE_H
#define BENCH_PROGRAMS_TIME_BRIDGE_H

#ifdef __cplusplus
extern "C" {
#endif

/* TIME_CPU: of this thread, so that other processes' turns do not count. TIME_WALL: for what waits for another process. */
enum time_clock { TIME_CPU, TIME_WALL };

/* Nanoseconds of one batch(arg), the mean over as many as take some 50 ms. A batch that returns non-zero ends the measuring; the
 * result is then meaningless. One call per process. */
double time_batch_ns(int (*batch)(void *), void *arg, enum time_clock);

#ifdef __cplusplus
}
#endif
#endif
