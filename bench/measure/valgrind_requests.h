/* SPDX-License-Identifier: MIT */
/* Includes valgrind's client requests or, in a build without its headers, stand-ins that do nothing: valgrind is optional.
 * MEASURE_HAS_CALLGRIND is 0 there: callgrind then cannot tell one cell from another, so instructions are not counted. */
#ifndef BENCH_MEASURE_VALGRIND_REQUESTS_H
#define BENCH_MEASURE_VALGRIND_REQUESTS_H

#if __has_include(<valgrind/callgrind.h>)
#define MEASURE_HAS_CALLGRIND 1
#include <valgrind/callgrind.h>
#else
#define MEASURE_HAS_CALLGRIND 0
#define RUNNING_ON_VALGRIND 0
#define CALLGRIND_ZERO_STATS ((void)0)
#define CALLGRIND_TOGGLE_COLLECT ((void)0)
#define CALLGRIND_DUMP_STATS_AT(label) ((void)(label))
#endif
#define MEASURE_NO_CALLGRIND "this was built without valgrind's headers: install valgrind, and build again"

#endif
