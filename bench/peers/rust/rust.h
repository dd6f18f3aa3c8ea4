/* SPDX-License-Identifier: MIT */
/* What bench/peers/rust.c registers and either caller.rs or absent.c defines. */
#ifndef CORO_BENCH_PEERS_RUST_H
#define CORO_BENCH_PEERS_RUST_H
#include "bench/workload.h"

/* Entry, our row that it is the counterpart of, protocol, sentence. */
#define RUST_PEERS(X) \
    X(static_dispatch, "static_dispatch", "static", "no dyn: an async fn that the caller knows") \
    X(sealed_enum, "sealed_enum", "static", "an enum of three types, its async fn a match") \
    X(poll_next, "poll_next", "polls next", "a poll_next written by hand, as in Stream") \
    X(box, "box", "callee places", "Pin<Box<dyn Future>> per next()") \
    X(box_slab, "box_slab", "callee places", "a box from a thread's free list by size class") \
    X(caller_cached_box, "caller_cached_box", "callee places", "the call site keeps its box between calls") \
    X(inline_slot, "inline_slot", "callee places", "a MaybeUninit of the future in the iterator") \
    X(callee_cached_box, "callee_cached_box", "callee places", "the iterator keeps its box between calls") \
    X(stackfuture, "stackfuture", "callee places", "128 bytes and two functions by value, as the crate has it") \
    X(scratch_or_box_128, "scratch_or_box/128", "callee places", "128 bytes of the caller's frame, else a box") \
    X(size_in_vtable_box, "size_in_vtable/box", "caller places", "the caller asks a vtable for the size, and boxes") \
    X(size_in_vtable_buffer_or_box, "size_in_vtable/buffer_or_box", "caller places", \
      "the caller asks a vtable: 128 bytes, else a box") \
    X(side_stack_param, "side_stack/param", "callee places", "bump the task's second stack, handed down") \
    X(side_stack_tls, "side_stack/tls", "callee places", "bump the task's second stack, found by thread-local")

/* What the entries read; caller.rs has the same struct. */
struct stage { struct stage_head head; uint64_t wait_every; /* 0: never */ };
_Static_assert(sizeof(struct stage_head) == 2 * sizeof(void *), "caller.rs has it as two pointers");

/* Each runs one loop, as a workload's `run` does. */
#define X(entry, model, protocol, sentence) enum coro_status rust_##entry(struct stage *, uint64_t items, uint64_t *done_items);
RUST_PEERS(X)
#undef X

/* Why there is nothing to run, one sentence; NULL when there is. */
const char *rust_peer_absence(void);

/* For the entries: runs a future as a task, to its end. UINT64_MAX when it waits and nobody has woken it. */
uint64_t rust_peer_drive(void *future, struct coro_polled (*poll)(void *future, struct coro_task *));
/* For the entries: compares a total with the one that is known to be right. */
enum coro_status rust_peer_check(struct stage *, uint64_t total, uint64_t items, uint64_t *done_items);

#endif
