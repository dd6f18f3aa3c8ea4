/* SPDX-License-Identifier: MIT */
/* The probes: each answers one question about one row by running its code, in a process that counts allocations. No probe knows a
 * strategy by name. `corolab check` starts a corolab_count process per probe, because a broken row may crash. */
#ifndef BENCH_PROBES_PROBE_H
#define BENCH_PROBES_PROBE_H
#include "bench/measure/allocations.h"
#include "bench/probes/probe_result.h"
#include "bench/table/workload.h"

/* Probes of all workloads skip those with more tasks, which take seconds each; a run verifies them before it measures. */
enum { PROBE_MOST_TASKS = 10000 };

typedef struct finding probe_fn(const struct row *);

#define X(name, question) probe_fn probe_##name;
RUN_PROBES(X)
CONFORMANCE_PROBES(X)
#undef X

/* The allocations of a cell per item, exact once it is warm: the difference of two runs of different length. Stacks that
 * coroutines take from the system count as allocations. */
struct cell_count {
    double allocations, allocated_bytes;    /* per item */
    double mapped_stacks;                   /* per item; part of the allocations */
    double mapped_stack_bytes;              /* reserved by these stacks */
    double claimed_allocations;             /* per item, where the cell's options say counts_calls */
    int64_t peak_live_bytes;                /* of the heap: the peak of all runs above the level before the first */
    uint64_t first_run_allocations;         /* of the first run as a whole */
};

/* Runs the cell three times: about `items` items, as many again, and twice as many. Returns CORO_ERR_UNSUPPORTED for a workload
 * whose number of items is fixed. On failure *reason is one sentence. */
CORO_MUST_USE enum coro_status cell_count(struct cell *, uint64_t items, struct cell_count *, const char **reason);

/* The live blocks at a moment, to find leaks. Blocks that the row reports as cached do not count as leaks. */
struct blocks { struct count count; size_t kept_count; };
struct blocks blocks_now(const struct row *);
/* Returns the blocks allocated since then and neither freed nor cached; not positive when nothing leaks. */
int64_t blocks_leaked(const struct row *, struct blocks then);

/* One attempt of a probe: a row with a chain of iterators, opened, used and closed. */
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

/* Opens a chain of one iterator of a plug-in, which the row's caller was compiled without. Fails like probe_fixture_open. */
struct plugin_callee;
CORO_MUST_USE enum coro_status probe_fixture_open_plugged(struct probe_fixture *, const struct row *,
                                                          const struct plugin_callee *);

/* Opens a filter whose futures a probe begins, polls and drops by hand, for at most `items` items. probe_fixture_close closes
 * both; close_hand ends only the awaiting by hand. On failure nothing is left open. */
CORO_MUST_USE enum coro_status probe_fixture_open_hand(struct probe_fixture *, const struct row *, uint64_t items);
void probe_fixture_close_hand(struct probe_fixture *);
/* Begins such awaiting in a fixture that is open. On failure the fixture stays open. */
CORO_MUST_USE enum coro_status probe_fixture_add_hand(struct probe_fixture *, uint64_t items);
/* Awaits one item by hand. Returns CORO_ERR_WRONG_RESULT at the end of the iterator. */
CORO_MUST_USE enum coro_status probe_fixture_hand_await(struct probe_fixture *, unsigned held, uint64_t *item);

/* Asks in a child process, so that a row may crash there, and leave its process in any state. Returns false when the child ends
 * without an answer; *end is then as of waitpid. */
bool ask_in_child(const struct row *, probe_fn *ask, struct finding *, int *end);
/* The same, but this process ends as the child does, so that check names the crash. */
struct finding finding_in_child(const struct row *, probe_fn *ask);

/* True when frames come from an allocator whose blocks are not counted here, such as that of another library. */
bool places_uncounted(const struct row *);
/* Asks a peer the question of probe_survives_no_memory. */
struct finding peer_survives_no_memory(const struct row *);

/* True when two frames, or stacks, share a byte. */
bool frames_overlap(struct coro_stack, struct coro_stack);

struct taken taken_now(const struct probe_fixture *);
struct taken taken_since(const struct probe_fixture *, struct taken then);
/* The allocations of the row's own caller: for one next() of a fresh task, and per item once it is warm. */
CORO_MUST_USE enum coro_status own_caller_takes(const struct row *, struct taken *first, double *steady);
/* Adds "`subject` 2 allocations" or "3 further stacks" to the evidence. */
void finding_add_taken(struct finding *, const char *subject, struct taken);

#endif
