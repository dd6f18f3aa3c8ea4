/* SPDX-License-Identifier: MIT */
/* A caller that is compiled once, in a unit of its own, like a function of another crate. It knows an async iterator only by
 * its vtable: next(self) returns a future, which it polls and drops. The probe one_caller runs it. */
#ifndef BENCH_PROBES_PLAIN_CALLER_H
#define BENCH_PROBES_PLAIN_CALLER_H
#include "coro/iterator.h"

struct plain_sum {
    const struct coro_dyn_iterator *iterators;      /* of several rows, mixed */
    size_t count;
};

/* The async body; its argument is a struct plain_sum. It awaits one item of each iterator in turn until one ends, and returns
 * the sum of all items, or the failure of an iterator. */
extern const struct coro_async_fn *const plain_caller;

#endif
