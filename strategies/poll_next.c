/* SPDX-License-Identifier: MIT */
/* No future: the state of next() lies in the iterator for good, and each poll is one virtual call, as in Rust's Stream trait.
 * Dropping "the future" leaves the state where it is, and two awaits of one iterator share it.
 *
 * The body's frame stays with the iterator, and its state is 0 while no body is in flight. Against a poll_next written by
 * hand (peer:rust_abort/poll_next, rustc 1.95: 19 instructions an item on `ready`; 22 were measured before) one made from an
 * async body takes 21: see .fidelity. */
#define PROTOCOL PROTOCOL_POLLS_NEXT
#include "strategies/slot.h"

struct adapter { _Alignas(CORO_MAX_ALIGN) char slot[0]; };
struct call_site {};
struct task_part {};

static size_t slot_bytes(struct coro_layout frame) { return slot_room(frame); }
CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *fn, poll_kept *poll, void *self, struct adapter *adapter,
                                             struct coro_task *task)
{
    return poll(slot_frame(adapter->slot, fn->layout), self, task);
}
static void drop_in_place(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    fn->drop(slot_frame(adapter->slot, fn->layout), task);
}
static const struct placing placing = { .adapter_bytes = slot_bytes, .adapter_fini = drop_in_place };

static const struct claim claims[] = {
    { 0, "the implementor of Stream effectively is the future", "part 8, tour", PROBE_several_in_flight, ANSWER_NO },
    { 0, "the caller doesn’t have to store any state", "part 8, tour", PROBE_adds_to_call_site, ANSWER_NO },
    { 0, "store all the state needed by the function in the AsyncIter type itself", "part 8, tour", PROBE_adds_to_iterator,
      ANSWER_YES },
    /* The same row and item, woken by either waker: Rust's Waker is the thread-safe one. */
    { 0, "at the expense of single threaded and thread per core runtimes", "discussion of part 8, a reader", PROBE_time_against,
      ANSWER_YES, .under = "with a waker that goes through an inbox, as here", .on = "wake/thread", .against = "poll_next",
      .against_on = "wake/local", .ratio = 1.5 },
    { 0 }
};
static const struct system systems[] = {
    { "futures::Stream", "has poll_next in place of an async next, also behind dyn",
      "https://docs.rs/futures/latest/futures/stream/trait.Stream.html" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 20,
    .is_swept = true,
    .sentence = "one virtual call per poll, state in the iterator",
    .placing = &placing,
    .lives = { .where = LIVES_IN_ITERATOR },
    .threads = { "the iterator's frame",
                 "the iterator has one frame, so the polls of two tasks are polls of one future" },
    .claims = claims,
    .systems = systems,
    .fidelity = "rustc 1.95 spends 2 instructions fewer: a poll_next written by hand for a range has no state to store (1), and "
                "the caller here copies the answer's tag (1); it makes 2 indirect calls more at each wait, through the waker's "
                "vtable and on to the executor, where that is called by its name here",
};
