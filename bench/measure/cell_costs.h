/* SPDX-License-Identifier: MIT */
/* Measures kernel costs, latency and events of a cell, for corolab_cell. Each function runs the cell and fills in the metrics
 * of the answer. A cell that cannot be measured gives CORO_ERR_UNSUPPORTED and a reason. bench/programs/cell_main.c prints the
 * answers. */
#ifndef BENCH_MEASURE_CELL_COSTS_H
#define BENCH_MEASURE_CELL_COSTS_H
#include "bench/measure/cell_arguments.h"

/* A long run has this many times the items of a short one. Costs once per run cancel out in their difference. */
enum { CELL_LONG_FACTOR = 3 };

/* Counts the system calls and page faults of an item, in all threads. Neither a time nor a count of instructions shows them.
 * Each is the difference of two runs of different length, so costs once per run cancel out. Runs the cell in this process and
 * in a child, so the caller must have no other children. Unsupported for cells with too many tasks, and under sanitizers and
 * valgrind, whose own calls and faults would count. Where system calls cannot be counted they are left out, and the answer's
 * note says why. The counts of a workload of several threads vary, because the scheduler decides when it sleeps. */
CORO_MUST_USE enum coro_status cell_kernel_costs(const struct cell_arguments *, struct cell_answer *);

/* Measures the latency of single next() calls, as opposed to their mean: 100,000 calls, each stamped before and after in the
 * caller's second body (bench/bodies/sum.h). Quantiles are at most 1/32 too high. Interruptions of the process are part of the
 * latency, and often its maximum. clock_ns is the median distance of two stamps with nothing between them. The other metrics
 * include it. The stamps' counter may advance in steps of some 10 ns, as AMD's does, or of 42 ns, as some of Arm's do; the
 * figures then have that resolution, and the answer's note names it where the machine does. Unsupported in a build that is not
 * optimised, and for cells without a stamped caller. These are peers, cells whose body has no stamped twin, and cells of many
 * tasks, where a next() waits for other tasks. */
CORO_MUST_USE enum coro_status cell_latency(const struct cell_arguments *, struct cell_answer *);

/* Counts events of the processor, in user mode, over batches of the length that is timed, for some 50 ms: per item cycles,
 * cpu_instructions, branch_misses and cache_misses (bench/measure/counters.h). Unsupported where the machine offers none, under
 * valgrind, and for cells with several threads or too many tasks. */
CORO_MUST_USE enum coro_status cell_event_counts(const struct cell_arguments *, struct cell_answer *);

#endif
