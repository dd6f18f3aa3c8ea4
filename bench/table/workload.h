/* SPDX-License-Identifier: MIT */
/* What a workload and a row are to the programs that run them. Each row of the table is a unit of its own, stamped out of
 * bench/unit/row_unit.c, in which strategy, iterators and workloads are specialised into one another; this is all that is seen of
 * it from outside. The loop over a batch of items runs inside, so none of these calls is timed but once per batch. */
#ifndef BENCH_TABLE_WORKLOAD_H
#define BENCH_TABLE_WORKLOAD_H
#include "bench/table/table.h"
#include "coro/executor.h"
#include "coro/iterator.h"

struct fixture;       /* a row set up for a workload; each unit has its own */

/* What every fixture begins with. */
struct fixture_head {
    const struct cell_options *options;
    const char *reason;                 /* why the latest call failed; NULL: its status says all */
};

enum { WORKLOAD_PARAMS = 8 };
struct workload {
    const char *name;                   /* "pending"; a cell is named "pending/8" */
    const char *question;               /* that it answers, repeated by the report */
    const char *item;                   /* what one item is */
    unsigned order;                     /* place in the table */
    unsigned params[WORKLOAD_PARAMS];   /* until the first 0; none at all: the workload has no parameter */
    unsigned quick_param;               /* the one in the quick suite; 1 where there is no parameter; 0: none */
    bool waits_for_others;              /* for another process or thread: timed by the wall clock */
    bool has_threads;                   /* how many instructions an item takes depends on who sleeps first: they are not counted */
    bool makes_tasks;                   /* an item is a new task: what it allocates is more than one next() */
    bool makes_stacks;                  /* an item is a new coroutine: what it allocates is the stack source's, not the strategy's */
    bool mixes_sizes;                   /* what an item takes from the heap depends on those before it */
    uint64_t batch_items;               /* some 100 us of work for the faster rows */
    /* Sets up everything that is not timed. NULL: this row cannot run this workload. */
    enum coro_status (*open)(struct fixture *, unsigned param);
    /* Runs about `items` items, checks the result, and says how many there were. */
    enum coro_status (*run)(struct fixture *, uint64_t items, uint64_t *done_items);
    /* Looks when every task and its iterators are there, but none of their frames; looks again when all of them wait; and goes on.
     * On a fresh fixture. NULL: not a workload of many tasks. */
    enum coro_status (*hold)(struct fixture *, hold_look *, void *arg);
    size_t (*task_count)(unsigned param);       /* for hold */
};

/* What a probe sets up on an empty fixture: a ticker that waits before every item, under `depth` adapters of one type; or an iterator
 * that besides visits the probe, without adapters. */
enum probe_chain { PROBE_FILTERS, PROBE_GUARDS, PROBE_ALIGNED, PROBE_NESTING };
enum { PROBE_HELD = 2 };                /* how many futures a probe may hold at once */

struct plugin;      /* bench/table/plug_in_interface.h */

struct row_sizes {
    size_t iterator_bytes;              /* of a `range` before the strategy adds to it */
    size_t caller_frame_bytes;          /* of a state machine that awaits it in a loop; 0 when the caller is stackful */
    size_t caller_stack_bytes;          /* of each task's own stack; 0 when the caller is a state machine */
    size_t source_stack_bytes;          /* of each stack that the row's source hands out; 0 when it has none */
    bool maps_stacks;                   /* from the system, not from malloc */
    size_t handle_bytes, held_bytes;    /* of a future's handle; of all that the owner of a future keeps */
    size_t table_types;                 /* of the program, whose frame sizes it was compiled with; 0: none */
};

/* What check's probes ask of a unit: steps, which the probes (bench/probes) put together. All but sizes and plain_refusal take a
 * fixture that was opened with `open`. */
struct row_probes {
    struct row_sizes (*sizes)(void);
    /* Why a caller that knows next(self) and nothing else cannot call these iterators; NULL when it can. */
    const char *(*plain_refusal)(void);
    /* CORO_ERR_UNSUPPORTED for a chain that this row cannot express. */
    enum coro_status (*open)(struct fixture *, enum probe_chain, unsigned depth);
    /* Before every item and before the end of a PROBE_NESTING: visit(arg), inside the poll. */
    void (*set_visit)(struct fixture *, void (*visit)(void *), void *arg);
    /* A chain of one iterator, out of a plug-in for this row. */
    enum coro_status (*open_plugged)(struct fixture *, const struct plugin *);
    size_t (*fresh_stack_count)(const struct fixture *);
    size_t (*kept_blocks)(void);
    /* What the strategy says an item of the fixture's chains takes from the heap; for a workload's fixture once it has run, too. */
    double (*claimed_allocations)(const struct fixture *);
    /* Has the strategy place a frame of a layout that no iterator here has, fills it, and takes it back. CORO_ERR_UNSUPPORTED when
     * the row places no frames, or none but stacks; CORO_ERR_WRONG_RESULT when the place lacks the alignment. On an empty fixture. */
    enum coro_status (*place)(struct fixture *, struct coro_layout);
    /* How many guards own memory now. */
    size_t (*guards_alive)(const struct fixture *);
    /* The row's own caller: a task that adds up the next `items` items. poll() is false when no task is awake; end() drops what
     * has not finished, and returns the result, pending when there is none. */
    enum coro_status (*begin)(struct fixture *, uint64_t items);
    bool (*poll)(struct fixture *);
    struct coro_polled (*end)(struct fixture *);
    /* A caller by hand, in a task of its own: it holds futures by number, polls and drops them when it likes. `items` are left. */
    enum coro_status (*hand_open)(struct fixture *, uint64_t items);
    void (*hand_begin)(struct fixture *, unsigned held);
    struct coro_polled (*hand_poll)(struct fixture *, unsigned held);
    void (*hand_drop)(struct fixture *, unsigned held);       /* when it was ready, or in mid-await */
    void (*hand_close)(struct fixture *);
    /* Moves the topmost iterator, with what the strategy added to it, to another place in memory. The old place is wiped with
     * zeros and then the caller's to free, so that whoever still writes there is found out. */
    enum coro_status (*move)(struct fixture *, void **old_place, size_t *old_bytes);
    /* For callers of other makes, while a hand is open: the topmost iterator, and what the task does before it is polled. */
    struct coro_dyn_iterator (*iterator)(const struct fixture *);
    void (*enter)(struct fixture *);
};

struct row {
    struct row_card card;
    unsigned order;
    const struct workload *const *workloads;
    size_t workload_count;
    const struct row_probes *probes;                /* NULL: a peer */
    const char *(*refusal)(void);                   /* why open fails with CORO_ERR_UNSUPPORTED; left out, or NULL: it does not */
    enum coro_status (*open)(const struct fixture_head *, struct fixture **);      /* an empty fixture */
    void (*close)(struct fixture *);                                              /* NULL is allowed */
};

/* Puts a row into the table: a pointer in a section that the linker collects. */
#define REGISTER_ROW(row) \
    static const struct row *const registered_row __attribute__((section("corolab_rows"), used, retain)) = &(row)

#endif
