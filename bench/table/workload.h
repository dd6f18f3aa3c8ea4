/* SPDX-License-Identifier: MIT */
/* The interface through which programs run a workload under a row. Each row is compiled as one unit (row_unit.c). Other code
 * enters it through these descriptors only. The loop over a batch of items runs inside the unit, so a timed batch makes one
 * call. Peers (bench/peers) fill in the same descriptors by hand. */
#ifndef BENCH_TABLE_WORKLOAD_H
#define BENCH_TABLE_WORKLOAD_H
#include "bench/table/table.h"
#include "coro/executor.h"
#include "coro/iterator.h"
#include "coro/stack.h"

struct fixture;       /* a row set up for a workload; each unit has its own */

/* The first member of every fixture. */
struct fixture_head {
    const struct cell_options *options;
    const char *reason;                 /* why the latest call failed; NULL: see its status */
};

enum { WORKLOAD_PARAMS = 8 };
struct workload {
    const char *name;                   /* "pending"; a cell is named "pending/8" */
    const char *question;               /* that it answers, repeated by the report */
    const char *item;                   /* a word for one item */
    unsigned order;                     /* place in the table */
    unsigned params[WORKLOAD_PARAMS];   /* up to the first 0; a workload may have none */
    unsigned quick_param;               /* the quick suite's; 1 without a parameter; 0: not in the suite */
    unsigned swept_up_to;               /* params up to here are in the sweep of the quick suite; 0: none */
    bool waits_for_others;              /* for another process or thread: timed by the wall clock */
    bool has_threads;                   /* instructions depend on the order of sleeping, so they are not counted */
    bool is_parallel;                   /* its threads may run at once: the process is not pinned to one CPU */
    bool makes_tasks;                   /* an item is a new task, and allocates more than one next() */
    bool makes_stacks;                  /* an item is a new coroutine; its allocations are the stack source's */
    bool mixes_sizes;                   /* the heap blocks of an item depend on the items before it */
    uint64_t batch_items;               /* about 100 us of work for the faster rows */
    const char *absence;                /* why open may be NULL, one sentence; may be left out */
    /* Sets up everything that is not timed. NULL: this row cannot run this workload. */
    enum coro_status (*open)(struct fixture *, unsigned param);
    /* Runs about `items` items, checks the result, and stores the number of items that ran. */
    enum coro_status (*run)(struct fixture *, uint64_t items, uint64_t *done_items);
    /* On a fresh fixture: calls look when every task and its iterators exist, but no frame; again when all tasks wait; then
     * finishes. NULL: not a workload of many tasks. */
    enum coro_status (*hold)(struct fixture *, hold_look *, void *arg);
    size_t (*task_count)(unsigned param);       /* for hold */
    /* On a fresh fixture: calls look when everything exists but what the workload makes and ends, among it every frame; makes and
     * ends it; calls look again, when nothing is in flight. NULL: not a workload of retention. */
    enum coro_status (*retain)(struct fixture *, retain_look *, void *arg);
};

/* The chain of a probe: a ticker that waits before every item, under `depth` adapters of one type. PROBE_NESTING: an iterator
 * that also visits the probe, without adapters. PROBE_LARGE: one with a frame of PROBE_LARGE_BYTES, without adapters. */
enum probe_chain { PROBE_FILTERS, PROBE_GUARDS, PROBE_ALIGNED, PROBE_NESTING, PROBE_LARGE };
enum { PROBE_LARGE_BYTES = 1024 };
enum { PROBE_HELD = 4 };                /* futures that a probe may hold at once */
enum { HAND_FUTURES = 8 };              /* places of the caller by hand, which tests use all */

/* The structs that may hold a frame. Elsewhere: memory of an allocator or of a stack. */
enum frame_holder { HELD_BY_CALL_SITE, HELD_BY_ITERATOR, HELD_BY_TASK, HELD_ELSEWHERE };

struct plugin_callee;       /* bench/table/plug_in_interface.h */
struct loaded_allocator;    /* strategies/loaded_allocator.h */

/* A method of a trait, and the largest frame of the types that implement it. A type that holds a call site has no size. */
struct method_size { const char *method; size_t bytes; bool has_endless_type; };

struct row_sizes {
    size_t iterator_bytes;              /* of a `range` without its adapter */
    size_t caller_frame_bytes;          /* of a state machine that awaits it in a loop; 0: a stackful caller */
    size_t caller_stack_bytes;          /* of each task's own stack; 0: the caller is a state machine */
    size_t source_stack_bytes;          /* of each stack from the row's source; 0: no source */
    bool has_static_stacks;             /* in static memory, which no probe sees as taken */
    bool maps_stacks;                   /* from the system, not from malloc */
    size_t handle_bytes, held_bytes;    /* of a future's handle; of everything that its owner keeps */
    size_t table_types;                 /* in frame_table.h, if the row is compiled with it; otherwise 0 */
    const struct method_size *table_methods;    /* up to a method without a name; NULL without the table */
};

/* The steps that a unit offers to the probes of check; bench/probes puts them together. All but sizes, plain_refusal,
 * kept_blocks, claimed_blocks and blocks_of take a fixture that was opened with `open`. */
struct row_probes {
    struct row_sizes (*sizes)(void);
    /* Why a caller that knows only next(self) cannot call these iterators; NULL when it can. */
    const char *(*plain_refusal)(void);
    /* CORO_ERR_UNSUPPORTED for a chain that this row cannot express. */
    enum coro_status (*open)(struct fixture *, enum probe_chain, unsigned depth);
    /* Before every item and before the end of a PROBE_NESTING: visit(arg), inside the poll. */
    void (*set_visit)(struct fixture *, void (*visit)(void *), void *arg);
    /* A chain of one iterator from a plug-in for this row. */
    enum coro_status (*open_plugged)(struct fixture *, const struct plugin_callee *);
    size_t (*fresh_stack_count)(const struct fixture *);
    size_t (*kept_blocks)(void);
    /* The heap blocks that the strategy claims for all next() so far, of fixtures whose options say counts_calls. */
    uint64_t (*claimed_blocks)(void);
    /* The same for one next() with a frame of that size, awaited by `awaiter` (enum awaiter of strategies/strategy.h). */
    unsigned (*blocks_of)(size_t frame_bytes, unsigned awaiter);
    /* On an empty fixture: has the strategy place a frame of a layout that no iterator has, says where, fills it, and has it
     * released. CORO_ERR_UNSUPPORTED: the row places stacks, or no frames. CORO_ERR_WRONG_RESULT: the place lacks the
     * alignment. */
    enum coro_status (*place)(struct fixture *, struct coro_layout, enum frame_holder *);
    /* The number of guards that own memory now. */
    size_t (*guards_alive)(const struct fixture *);
    /* The row's own caller: a task that adds up the next `items` items. poll() is false when no task is awake; end() drops an
     * unfinished task, and returns the result, or pending without a result. */
    enum coro_status (*begin)(struct fixture *, uint64_t items);
    bool (*poll)(struct fixture *);
    struct coro_polled (*end)(struct fixture *);
    /* A caller by hand, in a task of its own: it holds futures by number, and polls and drops each separately. `items` remain. */
    enum coro_status (*hand_open)(struct fixture *, uint64_t items);
    void (*hand_begin)(struct fixture *, unsigned held);
    struct coro_polled (*hand_poll)(struct fixture *, unsigned held);
    void (*hand_drop)(struct fixture *, unsigned held);       /* of a ready future, or in mid-await */
    /* The memory of a future's frame, or of the stack that it runs on; 0 bytes when the future has none. */
    struct coro_stack (*hand_frame)(struct fixture *, unsigned held);
    /* Moves a future that was not polled yet, with its call site, as a function does that returns it; fills the old place with
     * junk. Returns where in the old place its handle still leads, or -1. */
    ptrdiff_t (*hand_return)(struct fixture *, unsigned from, unsigned to);
    /* From now on, hand_begin begins futures of the other fixture's iterator, in this fixture's task. */
    void (*hand_share)(struct fixture *, const struct fixture *owner);
    void (*hand_close)(struct fixture *);
    /* Moves the topmost iterator with its adapter to another place in memory. The old place is zeroed, and the caller frees it,
     * so that a later write there is detected. */
    enum coro_status (*move)(struct fixture *, void **old_place, size_t *old_bytes);
    /* For other callers while a hand is open: the topmost iterator, and the step that a task takes before each poll. */
    struct coro_dyn_iterator (*iterator)(const struct fixture *);
    void (*enter)(struct fixture *);
};

struct row {
    struct row_card card;
    unsigned order;
    bool extends;                                   /* brings workloads for the row of this name, and is no row by itself */
    const struct workload *const *workloads;
    size_t workload_count;
    const struct row_probes *probes;                /* NULL: a peer */
    const char *(*refusal)(void);                   /* why open would fail with CORO_ERR_UNSUPPORTED, or NULL; optional */
    struct loaded_allocator *allocator;             /* loaded by refusal(); NULL: the row has none but malloc */
    enum coro_status (*open)(const struct fixture_head *, struct fixture **);      /* an empty fixture */
    void (*close)(struct fixture *);                                              /* NULL is allowed */
};

/* Puts a row into the table by a pointer in a section that the linker collects. */
#define REGISTER_ROW(row) \
    static const struct row *const registered_row __attribute__((section("corolab_rows"), used, retain)) = &(row)

#endif
