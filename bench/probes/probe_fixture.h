/* SPDX-License-Identifier: MIT */
/* One attempt of a probe: a row with a chain of iterators, opened, used and closed, and the allocations and leaks in between. */
#ifndef BENCH_PROBES_PROBE_FIXTURE_H
#define BENCH_PROBES_PROBE_FIXTURE_H
#include "bench/measure/allocations.h"
#include "bench/table/workload.h"

/* The live blocks at a moment, to find leaks. Blocks that the row reports as cached do not count as leaks. */
struct blocks { struct count count; size_t kept_count; };
struct blocks blocks_now(const struct row *);
/* Returns the blocks allocated since then and neither freed nor cached; not positive when nothing leaks. */
int64_t blocks_leaked(const struct row *, struct blocks then);

struct probe_fixture {
    const struct row_probes *steps;     /* the row's functions for probes, see bench/table/workload.h */
    const struct row *row;
    struct fixture *stage;
    struct blocks before;
    bool is_hand_open;
};

/* Allocations from the heap, and whole stacks from the system. */
struct taken { uint64_t allocations, bytes, stacks; };

/* Opens the fixture. On failure nothing is left open. */
CORO_MUST_USE enum coro_status probe_fixture_open(struct probe_fixture *, const struct row *, enum probe_chain, unsigned depth);
/* Closes the fixture, and returns the leaks since probe_fixture_open, as blocks_leaked does. */
int64_t probe_fixture_close(struct probe_fixture *);

/* Has the row's own caller add up `items` items to the end. Returns the status of the opening or of the caller; sets *sum only on
 * success. */
CORO_MUST_USE enum coro_status probe_fixture_run(struct probe_fixture *, uint64_t items, uint64_t *sum);
/* The same, and returns the allocations of beginning and of running the task. `begun` may be NULL. */
CORO_MUST_USE enum coro_status probe_fixture_take(struct probe_fixture *, uint64_t items, struct taken *begun, struct taken *ran);

/* Opens a filter whose futures a probe begins, polls and drops by hand, for at most `items` items. probe_fixture_close closes
 * both; close_hand ends only the awaiting by hand. On failure nothing is left open. */
CORO_MUST_USE enum coro_status probe_fixture_open_hand(struct probe_fixture *, const struct row *, uint64_t items);
void probe_fixture_close_hand(struct probe_fixture *);
/* Awaits one item by hand. Returns CORO_ERR_WRONG_RESULT at the end of the iterator. */
CORO_MUST_USE enum coro_status probe_fixture_hand_await(struct probe_fixture *, unsigned held, uint64_t *item);

struct taken taken_now(const struct probe_fixture *);
struct taken taken_since(const struct probe_fixture *, struct taken then);

#endif
