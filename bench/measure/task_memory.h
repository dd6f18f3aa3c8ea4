/* SPDX-License-Identifier: MIT */
/* What the waiting tasks of a cell take from the system: resident memory and page tables, as Linux counts them, before the tasks
 * are there and while all of them wait. Of a fresh process only: memory that was freed before would be used again, and missed. */
#ifndef BENCH_MEASURE_TASK_MEMORY_H
#define BENCH_MEASURE_TASK_MEMORY_H
#include "bench/measure/cell_arguments.h"

struct task_memory {
    size_t task_count;
    double rss_bytes, page_table_bytes;     /* of all tasks */
    double frame_bytes;                     /* the part of rss_bytes that is frames, or stacks */
};

CORO_MUST_USE enum coro_status task_memory_of_cell(const struct cell_arguments *, struct task_memory *, const char **reason);

#endif
