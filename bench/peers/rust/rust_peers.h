/* SPDX-License-Identifier: MIT */
/* The list of Rust peers, each named after the row that models it (bench/peers/foreign/foreign.h). RUST_PANIC is unwind, rustc's
 * default, or abort; both compile the same sources, under different names. */
#ifndef BENCH_PEERS_RUST_RUST_PEERS_H
#define BENCH_PEERS_RUST_RUST_PEERS_H

#define RUST_PASTE(panic, name) rust_##panic##_##name
#define RUST_NAMED(panic, name) RUST_PASTE(panic, name)

#define FOREIGN_ENTRY(entry) RUST_NAMED(RUST_PANIC, entry)
#define FOREIGN_ABSENCE FOREIGN_ENTRY(absence)
#define FOREIGN_WORKLOADS 3

/* Entry, the row that it models, protocol, sentence. */
#define FOREIGN_PEERS(X) \
    X(static_dispatch, "static_dispatch", "static", "no dyn: an async fn that the caller knows") \
    X(sealed_enum, "sealed_enum", "static", "an enum of three types, its async fn a match") \
    X(poll_next, "poll_next", "polls next", "a poll_next written by hand, as in Stream") \
    X(boxed, "box", "callee places", "Pin<Box<dyn Future>> per next()") \
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

#endif
