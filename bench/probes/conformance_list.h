/* SPDX-License-Identifier: MIT */
/* The conformance probes: promises of every strategy, whatever it claims. probe.h finds them by these names, and `corolab
 * check` asks the questions. They have no yes or no: a row works, or refuses with a clear error. A wrong result, a leak or a
 * crash fails the check. */
#ifndef BENCH_PROBES_CONFORMANCE_LIST_H
#define BENCH_PROBES_CONFORMANCE_LIST_H

/* name, question */
#define CONFORMANCE_PROBES(X) \
    X(results, "does every workload give the right result, or a refusal?") \
    X(claimed_allocations, "does an item of every workload take as many allocations as the strategy's file says?") \
    X(drop_in_mid_await, "is everything freed when a task is dropped after any number of polls?") \
    X(failing_allocation, "is every failing allocation reported, with nothing leaked?") \
    X(over_aligned, "does a frame that needs 64-byte alignment get it, or a refusal?") \
    X(move, "can the iterator be moved between two items?") \
    X(nesting, "can a task poll, drop and run tasks of another executor inside its own poll?")

#endif
