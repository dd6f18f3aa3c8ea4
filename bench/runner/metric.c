/* SPDX-License-Identifier: MIT */
#include "bench/runner/metric.h"
#include <string.h>

const struct metric runner_metrics[RUNNER_METRIC_COUNT] = {
    { "time_ns", "ns", PASS_TIME },
    { "allocations", "allocations", PASS_ALLOCATIONS },
    { "allocated_bytes", "bytes", PASS_ALLOCATIONS },
    { "instructions", "instructions", PASS_INSTRUCTIONS },
    { "allocator_instructions", "instructions", PASS_INSTRUCTIONS },
    { "indirect_calls", "calls", PASS_INSTRUCTIONS },
    { "allocator_calls", "calls", PASS_INSTRUCTIONS },
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
