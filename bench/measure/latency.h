/* SPDX-License-Identifier: MIT */
/* The latency of single next() calls of a cell, as opposed to their mean: 100,000 calls, each stamped before and after in the
 * caller's second body (bench/bodies/sum.h). Interruptions of the process are part of it; the maximum is often the system's.
 * The stamps' counter may advance in steps of some 10 ns, as AMD's does; the figures then have that resolution. corolab_cell
 * prints them. */
#ifndef BENCH_MEASURE_LATENCY_H
#define BENCH_MEASURE_LATENCY_H
#include "bench/measure/cell_arguments.h"

struct latency {
    double p50_ns, p99_ns, p999_ns;     /* at most 1/32 too high */
    double max_ns;
    double clock_ns;                    /* median of two stamps with nothing between them; part of the others */
};

/* Measures the cell; only in an optimised build. Returns CORO_ERR_UNSUPPORTED, with *reason one sentence, for cells without a
 * stamped caller: those of many tasks, where a next() waits for the other tasks' turns; those whose body has no stamped twin
 * (bench/bodies); and peers. */
CORO_MUST_USE enum coro_status latency_of_cell(const struct cell_arguments *, struct latency *, const char **reason);

#endif
