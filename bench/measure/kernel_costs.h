/* SPDX-License-Identifier: MIT */
/* The costs of an item in the kernel: system calls and page faults. Neither a time nor a count of instructions shows them. Each
 * is the difference of two runs of different length, so costs once per run cancel out. corolab_cell prints them. */
#ifndef BENCH_MEASURE_KERNEL_COSTS_H
#define BENCH_MEASURE_KERNEL_COSTS_H
#include <stdbool.h>
#include "bench/measure/cell_arguments.h"

struct kernel_costs {
    double minor_faults, major_faults;  /* per item, of all threads; in an untraced run */
    double system_calls;                /* per item, of all threads; not of other processes */
    const char *untraced;               /* one sentence on why system calls are unknown; NULL: they are known */
};

/* Runs the cell in this process and in a child, so the caller must have no other children. Returns CORO_ERR_UNSUPPORTED, with
 * *reason one sentence, for cells with too many tasks, and under sanitizers and valgrind, whose own calls and faults would
 * count. The counts of a workload of several threads vary, because the scheduler decides when it sleeps. */
CORO_MUST_USE enum coro_status kernel_costs_of_items(const struct cell_arguments *, struct kernel_costs *, const char **reason);

#endif
