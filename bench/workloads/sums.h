/* SPDX-License-Identifier: MIT */
/* The workloads that add up the items of a range or a ticker, alone or under adapters. To follow an item to the allocator, go on
 * in bench/unit/row_workloads.h. */

/* The plainest cell: one task adds up a range that never waits, so an item is one dyn next() and nothing else. */
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

/* A ticker waits before every k-th item: the cost of one wait, spread over k items. */
static enum coro_status pending_open(struct fixture *fixture, unsigned every) { return sum_open_ticker(fixture, every, 0); }

static const struct workload pending_workload = {
    .name = "pending",
    .question = "What does one dyn next() cost when every k-th has to wait for the executor to come round?",
    .item = "item",
    .order = 20,
    .params = { 1, 8, 64 },
    .quick_param = 8,
    .swept_up_to = 64,
    .batch_items = 8192,
    .open = pending_open,
    .run = sum_run,
};

/* Waiting at the bottom of d adapters: a stackless row polls the whole chain again, a stackful row switches once. */
static enum coro_status suspend_depth_open(struct fixture *fixture, unsigned depth) { return sum_open_ticker(fixture, 1, depth); }

static const struct workload suspend_depth_workload = {
    .name = "suspend_depth",
    .question = "What does waiting cost at the bottom of d dyn adapters: polling the whole chain again, or one switch?",
    .item = "item",
    .order = 30,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .swept_up_to = 16,
    .batch_items = 2048,
    .open = suspend_depth_open,
    .run = sum_run,
};

/* The same without waiting: every item comes up through d dyn calls. */
static const struct workload depth_workload = {
    .name = "depth",
    .question = "What does an item cost that comes up through d adapters, each a dyn iterator over a dyn iterator?",
    .item = "item",
    .order = 50,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .swept_up_to = 16,
    .batch_items = 2048,
    .open = sum_open_range,
    .run = sum_run,
};
