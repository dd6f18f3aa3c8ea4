/* SPDX-License-Identifier: MIT */
/* Adapters on a range that never waits: every item comes up through d dyn calls. `suspend_depth` is the same with waiting. */

static const struct workload depth_workload = {
    .name = "depth",
    .question = "What does an item cost that comes up through d adapters, each a dyn iterator over a dyn iterator?",
    .item = "item",
    .order = 50,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .batch_items = 2048,
    .open = sum_open_range,
    .run = sum_run,
};
