/* SPDX-License-Identifier: MIT */
/* Waiting at the bottom of d adapters: a stackless row polls the whole chain again, a stackful row switches once. `depth` is
 * the same without waiting. */

static enum coro_status suspend_depth_open(struct fixture *fixture, unsigned depth) { return sum_open_ticker(fixture, 1, depth); }

static const struct workload suspend_depth_workload = {
    .name = "suspend_depth",
    .question = "What does waiting cost at the bottom of d dyn adapters: polling the whole chain again, or one switch?",
    .item = "item",
    .order = 30,
    .params = { 1, 4, 16 },
    .quick_param = 4,
    .batch_items = 2048,
    .open = suspend_depth_open,
    .run = sum_run,
};
