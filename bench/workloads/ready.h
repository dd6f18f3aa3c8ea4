/* SPDX-License-Identifier: MIT */
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
