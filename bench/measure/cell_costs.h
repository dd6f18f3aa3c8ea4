/* SPDX-License-Identifier: MIT */
/* The costs of one cell that corolab_cell measures beside memory and instructions. Each function runs the cell and fills in the
 * metrics of the answer, or its reason for having none: CORO_ERR_UNSUPPORTED where it cannot be measured.
 * bench/programs/cell_main.c prints the answers. */
#ifndef BENCH_MEASURE_CELL_COSTS_H
#define BENCH_MEASURE_CELL_COSTS_H
#include "bench/measure/cell_arguments.h"

/* The costs of an item in the kernel, of all threads: system calls and page faults, which neither a time nor a count of
 * instructions shows. Each is the difference of two runs of different length, so costs once per run cancel out. Runs the cell in
 * this process and in a child, so the caller must have no other children. Unsupported for cells with too many tasks, and under
 * sanitizers and valgrind, whose own calls and faults would count. Where system calls cannot be counted they are left out, and
 * the answer's note says why. The counts of a workload of several threads vary, because the scheduler decides when it sleeps. */
CORO_MUST_USE enum coro_status cell_kernel_costs(const struct cell_arguments *, struct cell_answer *);

/* The latency of single next() calls, as opposed to their mean: 100,000 calls, each stamped before and after in the caller's
 * second body (bench/bodies/sum.h). Quantiles are at most 1/32 too high. Interruptions of the process are part of it; the maximum
 * is often the system's. clock_ns is the median of two stamps with nothing between them, and part of the others. The stamps'
 * counter may advance in steps of some 10 ns, as AMD's does; the figures then have that resolution. Unsupported in a build that
 * is not optimised, and for cells without a stamped caller: those of many tasks, where a next() waits for the other tasks' turns;
 * those whose body has no stamped twin; and peers. */
CORO_MUST_USE enum coro_status cell_latency(const struct cell_arguments *, struct cell_answer *);

#endif
