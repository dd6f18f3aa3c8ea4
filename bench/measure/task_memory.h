/* SPDX-License-Identifier: MIT */
/* The memory that a cell's waiting tasks take from the system: resident memory and page tables, as Linux counts them, before
 * the tasks exist and while all wait. Only in a fresh process: it would reuse memory freed earlier, which would then be missed.
 * corolab_cell prints it. */
#ifndef BENCH_MEASURE_TASK_MEMORY_H
#define BENCH_MEASURE_TASK_MEMORY_H
#include "bench/measure/cell_arguments.h"

struct task_memory {
    size_t task_count;
    double rss_bytes, page_table_bytes;     /* of all tasks */
    double frame_bytes;                     /* the part of rss_bytes in frames or stacks */
};

/* Measures the cell. Returns CORO_ERR_UNSUPPORTED where the system does not report memory; *reason is one sentence. */
CORO_MUST_USE enum coro_status task_memory_of_cell(const struct cell_arguments *, struct task_memory *, const char **reason);

#endif
