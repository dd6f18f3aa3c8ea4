/* SPDX-License-Identifier: MIT */
/* The floor under `split/hot`: the same call on the loop's own segment, without a check for room. */
#include "bench/unit/segment_workloads.h"

static struct coro_polled call_within(struct coro *self, void *arg)
{
    struct split_calls *calls = arg;
    struct coro_polled got = coro_none();
    (void)self;
    for (uint64_t i = 0; i < calls->items && got.tag == CORO_NONE; i++) {
        coro_segment_fn *fn = split_callee;
        CORO_OPAQUE(fn);
        got = fn(NULL, calls);
    }
    return got;
}
static enum coro_status split_call_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return split_run(fixture, call_within, items, done_items);
}

static const struct workload split_call_workload = {
    .name = "split/call",
    .question = "What does an ordinary call cost, the floor under split/hot?",
    .item = "call",
    .order = 90,
    .batch_items = 16384,
    .open = split_open,
    .run = split_call_run,
};
