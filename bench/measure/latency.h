/* SPDX-License-Identifier: MIT */
/* How long single next() calls of a cell take, and not their mean: 100,000 of them, each stamped before and after, in the
 * caller's second body (bench/bodies/sum.h). Whatever interrupts the process is in it; the maximum is often the system's. The
 * counter that stamps are read from may advance in steps of some 10 ns, as AMD's does, and then so do the figures. */
#ifndef BENCH_MEASURE_LATENCY_H
#define BENCH_MEASURE_LATENCY_H
#include "bench/measure/cell_arguments.h"

struct latency {
    double p50_ns, p99_ns, p999_ns;     /* too high by 1/32 at most */
    double max_ns;
    double clock_ns;                    /* of two stamps with nothing between them, the median: part of the others */
};

/* Must not be called from a build that is not optimised. CORO_ERR_UNSUPPORTED for cells whose caller is not stamped: those of
 * many tasks, where a next() waits for the others' turns, those whose body has no stamped twin (bench/bodies), and peers. *reason
 * is one sentence. */
CORO_MUST_USE enum coro_status latency_of_cell(const struct cell_arguments *, struct latency *, const char **reason);

#endif
