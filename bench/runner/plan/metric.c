/* SPDX-License-Identifier: MIT */
/* Owns the list. */
#include "bench/runner/plan/metric.h"
#include <string.h>

const struct metric runner_metrics[RUNNER_METRIC_COUNT] = {
    { "time_ns", "ns", PASS_TIME },
    { "allocations", "allocations", PASS_ALLOCATIONS },
    { "allocated_bytes", "bytes", PASS_ALLOCATIONS },
    { "peak_live_bytes", "bytes", PASS_ALLOCATIONS },
    { "mapped_stacks", "stacks", PASS_ALLOCATIONS },
    { "mapped_stack_bytes", "bytes", PASS_ALLOCATIONS },
    { "instructions", "instructions", PASS_INSTRUCTIONS },
    { "allocator_instructions", "instructions", PASS_INSTRUCTIONS },
    { "indirect_calls", "calls", PASS_INSTRUCTIONS },
    { "allocator_calls", "calls", PASS_INSTRUCTIONS },
    { "syscalls", "calls", PASS_KERNEL },
    { "minor_faults", "faults", PASS_KERNEL },
    { "major_faults", "faults", PASS_KERNEL },
    { "p50_ns", "ns", PASS_TAILS },
    { "p99_ns", "ns", PASS_TAILS },
    { "p999_ns", "ns", PASS_TAILS },
    { "max_ns", "ns", PASS_TAILS },
    { "clock_ns", "ns", PASS_TAILS },
    { "bytes_per_waiting_task", "bytes", PASS_MEMORY },
    { "rss_bytes", "bytes", PASS_MEMORY },
    { "page_table_bytes", "bytes", PASS_MEMORY },
    { "frame_bytes", "bytes", PASS_MEMORY },
};

const struct metric *runner_metric_find(const char *name)
{
    for (size_t i = 0; i < RUNNER_METRIC_COUNT; i++)
        if (strcmp(runner_metrics[i].name, name) == 0)
            return &runner_metrics[i];
    return NULL;
}
