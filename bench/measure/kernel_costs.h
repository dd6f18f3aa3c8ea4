/* SPDX-License-Identifier: MIT */
/* What an item of a cell costs in the kernel, which neither a time nor a count of instructions shows: system calls and page
 * faults, each as the difference of two runs of different length, so that what happens once per run falls out. */
#ifndef BENCH_MEASURE_KERNEL_COSTS_H
#define BENCH_MEASURE_KERNEL_COSTS_H
#include <stdbool.h>
#include "bench/measure/cell_arguments.h"

struct kernel_costs {
    double minor_faults, major_faults;  /* per item, of all threads; of a run that is not traced */
    double system_calls;                /* per item, of all threads; not of processes that the workload talks to */
    const char *untraced;               /* why system calls are not known, one sentence; NULL: they are */
};

/* In this process and in a child of it, so not while it has other children. CORO_ERR_UNSUPPORTED for cells with more tasks than
 * are worth waiting for, and under sanitizers and valgrind, whose own calls and faults would be counted. *reason is one sentence.
 * A workload of several threads sleeps as often as the scheduler lets it: its counts vary. */
CORO_MUST_USE enum coro_status kernel_costs_of_items(const struct cell_arguments *, struct kernel_costs *, const char **reason);

#endif
