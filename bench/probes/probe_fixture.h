/* SPDX-License-Identifier: MIT */
/* One attempt of a probe: a row on a stage with a chain of iterators, opened, used and closed, and what that allocated. */
#ifndef BENCH_PROBES_PROBE_FIXTURE_H
#define BENCH_PROBES_PROBE_FIXTURE_H
#include "bench/measure/allocations.h"
#include "bench/table/workload.h"

/* The heap at a moment, to find leaks by: what the row keeps for later, and says so, is none. */
struct blocks { struct count count; size_t kept_count; };
struct blocks blocks_now(const struct row *);
/* How many blocks were allocated since and neither freed nor kept for later; not positive when nothing leaks. */
int64_t blocks_leaked(const struct row *, struct blocks then);

struct trial {
    const struct row_probes *steps;     /* what the row can do, see bench/table/workload.h */
    const struct row *row;
    struct stage *stage;
    struct blocks before;
};

/* What something took: from the heap, and as whole stacks from the system. */
struct taken { uint64_t allocations, bytes, stacks; };

/* On failure nothing is left open. */
CORO_MUST_USE enum coro_status trial_open(struct trial *, const struct row *, enum probe_chain, unsigned depth);
/* Returns what leaked since trial_open, as blocks_leaked. */
int64_t trial_close(struct trial *);

/* The row's own caller adds up `items` items to the end. The status is the setting up's or what the caller reported; *sum is set
 * on success only. */
CORO_MUST_USE enum coro_status trial_run(struct trial *, uint64_t items, uint64_t *sum);
/* The same, for what it took: setting the task up and running it, told apart. *begun may be NULL. */
CORO_MUST_USE enum coro_status trial_take(struct trial *, uint64_t items, struct taken *begun, struct taken *ran);

/* The hand awaits one item, polling as often as it takes. CORO_ERR_WRONG_RESULT when there is none. */
CORO_MUST_USE enum coro_status trial_hand_await(struct trial *, unsigned held, uint64_t *item);

struct taken taken_now(const struct trial *);
struct taken taken_since(const struct trial *, struct taken then);

#endif
