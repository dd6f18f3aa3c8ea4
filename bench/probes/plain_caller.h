/* SPDX-License-Identifier: MIT */
/* A caller in a unit of its own, compiled once, that knows of an async iterator what the vtable says: next(self) gives a future,
 * which is polled and dropped. It has never heard of a strategy, as a function of another crate has not. */
#ifndef BENCH_PROBES_PLAIN_CALLER_H
#define BENCH_PROBES_PLAIN_CALLER_H
#include "coro/iterator.h"

struct plain_sum {
    const struct coro_dyn_iterator *iterators;      /* of any makes, mixed */
    size_t count;
};

/* The async body: its argument is a struct plain_sum. Takes one item of each iterator in turn until the first of them ends;
 * CORO_SOME is the sum of all items, CORO_FAILED what an iterator said. */
extern const struct coro_async_fn *const plain_caller;

#endif
