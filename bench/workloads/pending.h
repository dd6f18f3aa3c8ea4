/* SPDX-License-Identifier: MIT */
/* A range that waits before every k-th item: the cost of one wait, spread over k items. */

static enum coro_status pending_open(struct fixture *fixture, unsigned every) { return sum_open_ticker(fixture, every, 0); }

static const struct workload pending_workload = {
    .name = "pending",
    .question = "What does one dyn next() cost when every k-th has to wait for the executor to come round?",
    .item = "item",
    .order = 20,
    .params = { 1, 8, 64 },
    .quick_param = 8,
    .batch_items = 8192,
    .open = pending_open,
    .run = sum_run,
};
