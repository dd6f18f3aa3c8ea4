/* SPDX-License-Identifier: MIT */
/* The plainest cell: one task adds up a range that never waits, so an item is one dyn next() and nothing else. To follow it
 * to the allocator, go on in bench/unit/row_workloads.h. */

static const struct workload ready_workload = {
    .name = "ready",
    .question = "What does one dyn next() cost when it never waits?",
    .item = "item",
    .order = 10,
    .quick_param = 1,
    .batch_items = 8192,
    .open = sum_open_range,
    .run = sum_run,
};
