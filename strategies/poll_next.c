/* SPDX-License-Identifier: MIT */
/* No future: what next() keeps while it waits lies in the iterator for good, and each poll is one virtual call. What Rust's
 * Stream trait does. Dropping "the future" leaves the state where it is, and two awaits of one iterator share it.
 *
 * Against a poll_next written by hand (peer:rust/poll_next, rustc 1.95: 19 instructions an item on `ready`; 22 were measured
 * before) one made from an async body spends six more: the caller keeps the handle in its frame (2 stores), the callee asks
 * whether a body is in flight (2), stores its argument (1) and marks the body finished (1). */
#define PROTOCOL PROTOCOL_POLLS_NEXT
#include "strategies/slot.h"

struct call_site {};
struct task_part {};

CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *fn, void *self, struct adapter *adapter, struct coro_task *task)
{
    bool was_live = adapter->is_taken;
    if (!was_live)
        fn->start(slot_of(adapter, fn->layout), self);
    struct coro_polled got = fn->poll(slot_of(adapter, fn->layout), task);
    if (was_live != (got.tag == CORO_PENDING))
        adapter->is_taken = !was_live;
    return got;
}
static void drop_in_place(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    if (adapter->is_taken)
        fn->drop(slot_of(adapter, fn->layout), task);
}
static const struct placing placing = { .adapter_bytes = slot_bytes, .adapter_fini = drop_in_place };

static const struct claim claims[] = {
    { 0, "the implementor of Stream effectively is the future", "part 8, tour", PROBE_several_in_flight, ANSWER_NO },
    { 0, "the caller doesn’t have to store any state", "part 8, tour", PROBE_adds_to_call_site, ANSWER_NO },
    { 0, "store all the state needed by the function in the AsyncIter type itself", "part 8, tour", PROBE_adds_to_iterator,
      ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 20,
    .sentence = "one virtual call per poll, state in the iterator",
    .placing = &placing,
    .claims = claims,
};
