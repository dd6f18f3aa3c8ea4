/* SPDX-License-Identifier: MIT */
/* The worst place for a segment to end: a loop calls across it, so that every turn goes on to the further segment and back. */
#include "bench/stamp/splits.h"

/* More than a first segment has. The further one is made for it, and kept. */
enum { SPLIT_NEED_BYTES = CORO_SEGMENT_FIRST_BYTES };

static struct coro_polled call_across(struct coro *self, void *arg)
{
    struct split_calls *calls = arg;
    struct coro_polled got = coro_none();
    for (uint64_t i = 0; i < calls->items && got.tag == CORO_NONE; i++)
        got = coro_segment_call(self, SPLIT_NEED_BYTES, split_callee, NULL, calls);
    return got;
}
static enum coro_status split_hot_run(struct stage *stage, uint64_t items, uint64_t *done_items)
{
    return split_run(stage, call_across, items, done_items);
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
