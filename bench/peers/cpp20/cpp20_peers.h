/* SPDX-License-Identifier: MIT */
/* The list of C++20 peers, each named after the row that models it (bench/peers/foreign/foreign.h). CPP20_COMPILER is gcc or
 * clang; both compile the same sources, under different names. */
#ifndef BENCH_PEERS_CPP20_CPP20_PEERS_H
#define BENCH_PEERS_CPP20_CPP20_PEERS_H

#define CPP20_PASTE(compiler, name) cpp20_##compiler##_##name
#define CPP20_NAMED(compiler, name) CPP20_PASTE(compiler, name)
#define CPP20_TEXT(compiler) #compiler
#define CPP20_FAMILY(compiler) "peer:cpp20/" CPP20_TEXT(compiler) "/"

#define FOREIGN_PREFIX CPP20_FAMILY(CPP20_COMPILER)
#define FOREIGN_ENTRY(entry) CPP20_NAMED(CPP20_COMPILER, entry)
#define FOREIGN_ABSENCE FOREIGN_ENTRY(absence)
#define FOREIGN_WORKLOADS 2

/* Entry, the row that it models, protocol, sentence. */
#define FOREIGN_PEERS(X) \
    X(static_dispatch, "static_dispatch", "static", "no virtual: a task that the caller knows; its compiler may elide the heap") \
    X(box, "box", "callee places", "a task per next(), its frame by the default operator new") \
    X(box_slab, "box_slab", "callee places", "a task per next(), from a thread's free list by size class") \
    X(caller_cached_box, "caller_cached_box", "callee places", "a task per next() in a box that the call site keeps") \
    X(inline_slot, "inline_slot", "callee places", "a task per next() in 256 bytes of the iterator") \
    X(callee_cached_box, "callee_cached_box", "callee places", "a task per next() in a box that the iterator keeps") \
    X(scratch_or_box_128, "scratch_or_box/128", "callee places", "a task per next() in 128 bytes of the caller, else a box") \
    X(side_stack_param, "side_stack/param", "callee places", "a task per next() on a second stack, handed down") \
    X(side_stack_tls, "side_stack/tls", "callee places", "a task per next() on a second stack, by thread-local") \
    X(coroutine_per_iterator, "coroutine_per_iterator", "callee places", "an asynchronous generator, which yields all items")

#endif
