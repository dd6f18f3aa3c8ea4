/* SPDX-License-Identifier: MIT */
/* Says why this program must not time: its build is not optimised, or its processor is emulated. */
#ifndef BENCH_MEASURE_TIMING_H
#define BENCH_MEASURE_TIMING_H

#ifdef CORO_OPTIMISED
enum { TIMING_IS_OPTIMISED = 1 };
#else
enum { TIMING_IS_OPTIMISED = 0 };
#endif

/* Returns a sentence without its full stop, as "this build is not optimised, so it does not time"; NULL where the program may
 * time. The sentence is valid until the next call. Not for several threads at once. */
const char *timing_refusal(void);

#endif
