/* SPDX-License-Identifier: MIT */
/* The worst place for a segment to end: a loop calls across the edge, so every turn enters the further segment and leaves it. */
#include "bench/unit/segment_workloads.h"

CORO_INLINE struct coro_polled call_further(struct coro *self, struct split_calls *calls)
{
    coro_segment_fn *fn = split_large_callee;
    if (!CORO_FRAMES_SPLIT)
        return coro_segment_call(self, SPLIT_NEED_BYTES, split_callee, NULL, calls);
    CORO_OPAQUE(fn);
    return fn(NULL, calls);
}
static struct coro_polled call_across(struct coro *self, void *arg)
{
    struct split_calls *calls = arg;
    struct coro_polled got = coro_none();
    for (uint64_t i = 0; i < calls->items && got.tag == CORO_NONE; i++)
        got = call_further(self, calls);
    return got;
}
static enum coro_status split_hot_run(struct fixture *fixture, uint64_t items, uint64_t *done_items)
{
    return split_run(fixture, call_across, items, done_items);
}

static const struct workload split_hot_workload = {
    .name = "split/hot",
    .question = "What does a call cost that has to go on to a further segment every time?",
    .item = "call",
    .order = 92,
    .batch_items = 16384,
    .open = split_open,
    .run = split_hot_run,
};
