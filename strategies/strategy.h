/* SPDX-License-Identifier: MIT */
/* The contract of a strategy: where does the frame of a dyn next() live?
 *
 * A strategy is one file under strategies/ whose path is its name: side_stack/tls.c is the row `side_stack/tls`. It answers
 * with two functions, place and release, and with three structs for its state:
 *
 *     struct adapter      its addition to the iterator; lies behind it, zeroed when the iterator is made
 *     struct call_site    its addition to the frame of every body that awaits a dyn next()
 *     struct task_part    its addition to each task; lies behind struct coro_task
 *
 * Empty ones are GNU C and cost nothing; all three must be there. A fourth place is the iterator's type, which is known
 * wherever its vtable is. A file that defines HAS_TYPE_PART as 1 also has a struct type_part, one per type and thread, zeroed
 * when the thread starts. The file ends with `static const struct strategy strategy`. Descriptors are named by pointer, never
 * copied into one another: gcc sees through a pointer to a const struct, but calls a copied one indirectly. Each file is
 * compiled, with the iterators and workloads, into a unit of its own. So names may repeat from file to file, and the strategy
 * is specialised into its callers as a compiler would do it. Other headers of this folder (slot.h, kept_box.h) and of coro/
 * (side_stack.h, task_slabs.h, arena.h, slab.h) hold the parts of a strategy: each function takes a pointer to its part, which
 * may lie in any of these structs, so a file may combine them.
 *
 * Headers beside this one have parts that several rows share: a slot, a kept box, the task's side stack, slabs or arena. None of
 * them defines a struct of the row.
 *
 * Before this header the file may make the choices below; two of them are read elsewhere: CORO_CONTEXT by coro/coroutine.h,
 * and BUILT_WITH, a library of the build with whose compiler options the file is compiled, by CMake. */
#ifndef STRATEGIES_STRATEGY_H
#define STRATEGIES_STRATEGY_H
#ifdef __cplusplus
#error "a strategy is compiled as C: an empty struct has a byte in C++, and next() would take other arguments"
#endif
#include <stdbool.h>
#include <stdlib.h>
#include "coro/executor.h"
#include "coro/iterator.h"
#include "coro/stack.h"
#include "strategies/claim.h"
#include "strategies/lives.h"
#include "strategies/loaded_allocator.h"
#include "strategies/system.h"

#define PROTOCOL_CALLEE_PLACES 1    /* next(self [, site] [, task]) -> future: the callee knows its size and calls place */
#define PROTOCOL_CALLER_PLACES 2    /* size in the vtable, start_at(frame, self): the caller calls place and release */
#define PROTOCOL_POLLS_NEXT 3       /* poll_next(self, task): there is no future */
#define PROTOCOL_CALLS 4            /* call(task, self): both are stackful, the frame is on the stack */
#define PROTOCOL_STATIC 5           /* nothing crosses: every type, or a list of types, is known */

/* The file's choices, each with its default. */
#ifndef CALLER
#define CALLER ASYNC_STACKLESS      /* or ASYNC_STACKFUL: how workloads, the callers of next(), are compiled */
#endif
#ifndef CALLEE
#define CALLEE ASYNC_STACKLESS      /* or ASYNC_STACKFUL: how iterators are compiled */
#endif
#ifndef PROTOCOL
#define PROTOCOL PROTOCOL_CALLEE_PLACES
#endif
#ifndef PASSES_TASK
#define PASSES_TASK (sizeof(struct task_part) != 0)     /* 0: next() and drop are not handed the task all the same */
#endif
#ifndef FRAME_MOVES
#define FRAME_MOVES 0               /* 1: the callee builds the frame in a call site that the caller moves into its own frame */
#endif
#ifndef HAS_TYPE_PART
#define HAS_TYPE_PART 0
struct type_part {};
#endif
#ifndef KNOWS_ADAPTERS              /* 1: only the source of a chain is behind dyn, awaited by a wrapper that is not */
#define KNOWS_ADAPTERS (PROTOCOL == PROTOCOL_STATIC)
#endif
#ifndef SEALED
#define SEALED 0                    /* 1: callers of PROTOCOL_STATIC know a list of three types, not which of them it is */
#endif
#ifndef SITE_IS_OPTIONAL
#define SITE_IS_OPTIONAL 0          /* 1: a future that escapes has no call site: place and release get NULL for it */
#endif
#ifndef CALLER_STACK_BYTES
#define CALLER_STACK_BYTES ((64 << 10) - 2048)
#endif
#ifndef CALLEE_STACK_BYTES
#define CALLEE_STACK_BYTES 0
#endif
#ifndef CALLEE_STACK_FITS
#define CALLEE_STACK_FITS 0         /* 1: the locals of a callee's body come on top of CALLEE_STACK_BYTES */
#endif
#ifndef SOURCE_STACK_BYTES          /* of each stack that task->stacks hands out */
#define SOURCE_STACK_BYTES (CALLER != ASYNC_STACKFUL && CALLEE_STACK_BYTES ? CALLEE_STACK_BYTES : CALLER_STACK_BYTES)
#endif

struct adapter;
struct call_site;
struct task_part;
struct type_part;

/* Where a strategy may keep state, as place and release get it. */
struct holders {
    struct adapter *adapter;        /* NULL when the caller places */
    struct call_site *site;         /* NULL when the struct is empty; a future that escapes takes its call site along */
    struct coro_task *task;         /* NULL unless next() is handed the task */
    struct type_part *type;         /* NULL when the caller places, or without HAS_TYPE_PART */
};
CORO_INLINE struct task_part *task_part(struct coro_task *task) { return (struct task_part *)(task + 1); }

/* All functions should be CORO_INLINE. Each but place has a default. */
struct placing {
    /* Memory for a frame of this layout, or a refusal, which becomes a future that fails with the status. */
    enum coro_status (*place)(struct coro_layout, struct holders, void **frame);
    /* Tried before place: the same without a call, or NULL. place is then called out of line, so that next() saves no registers
     * for it, as compilers arrange that move the saving into the branch that needs it; gcc 12 does not here. For rows whose place
     * seldom calls anything. Default: place is inlined. */
    void *(*place_quickly)(struct coro_layout, struct holders);
    /* After the frame was dropped. Default: nothing. */
    void (*release)(void *frame, struct coro_layout, struct holders);
    /* Starts, polls and drops a placed frame, for rows whose frames outlive their futures. Default: the functions of the body. */
    void (*start)(const struct coro_async_fn *, void *frame, void *self);
    struct coro_polled (*poll)(void *frame, struct coro_layout, struct coro_task *);
    void (*drop)(void *frame, struct coro_layout, struct coro_task *);
    /* The size of the adapter behind an iterator whose frames have this layout. Default: sizeof(struct adapter). */
    size_t (*adapter_bytes)(struct coro_layout frame);
    /* Ends the adapter with its iterator. No future of it is in flight, except under PROTOCOL_POLLS_NEXT. */
    void (*adapter_fini)(struct adapter *, const struct coro_async_fn *, struct coro_task *);
    /* Called when a body that awaits begins and ends. Default: the call site starts undefined. */
    void (*site_init)(struct call_site *);
    void (*site_fini)(struct call_site *);
    /* Called when a task is made and ends; the source is task->stacks in between. */
    enum coro_status (*task_init)(struct task_part *, struct coro_stack_source *);
    void (*task_fini)(struct task_part *, struct coro_stack_source *);
    /* Called around every poll and drop of the task's body. Tasks nest when one drops another: leave gets the result of enter. */
    void *(*task_enter)(struct task_part *);
    void (*task_leave)(void *outer);
};

/* The awaiter of a next(), and its call site. A body has one call site for all its dyn awaits, so one call site has one future at
 * a time, and any number of futures one after another, of any types. A future that escapes has a call site of its own. */
enum awaiter {
    AWAITED_BY_TASK,        /* a body that lives as long as its task; its call site had a future before */
    AWAITED_BY_NEXT,        /* the body of another next(), an adapter's, new for every item; the first future of its call site */
    AWAITED_AGAIN_BY_NEXT,  /* the same body; its call site had a future before */
};

/* The row among threads, each of which has tasks of its own. */
struct sharing {
    /* For the table: the part of the row that the threads share, as in "the heap" or "nothing: a stack per task". NULL: not said,
     * which counts as a refusal. */
    const char *shared;
    /* Why futures of one iterator must not be begun, polled and dropped on several threads at once, one sentence. NULL: they may;
     * `check` fails the row when it finds that they may not. */
    const char *refusal;
};

struct strategy {
    unsigned order;                 /* place in the table; 0: at the end */
    bool is_variant;                /* of another row; left out of the quick suite by default */
    bool is_swept;                  /* the quick suite runs it over further parameters: depths, frame sizes, numbers of tasks */
    const char *sentence;           /* for the table: no capital, no full stop */
    /* The cells by whose figures its author chose between designs, as a list of names with spaces. NULL: none, or not known. */
    const char *tuned_on;
    /* Required where an item takes over 10 % more or fewer instructions, indirect calls or calls of the allocator than the same
     * row of bench/peers/rust with panic=abort: one sentence on the instructions that differ, with rustc's version. The report
     * shows it beside the two counts. */
    const char *fidelity;
    const struct placing *placing;  /* &no_placing when the row places no frames */
    struct place_of_frame lives;    /* must be filled in */
    struct sharing threads;
    const struct claim *claims;     /* up to a claim without a quote; NULL: no claims */
    const struct system *systems;   /* that do it like this, up to a system without a name; NULL: none known */
    /* The heap blocks that one next() with such a frame takes, once the task has run for a while. `check` asks for every call, by
     * its call site, counts the blocks on every workload, and fails when the row takes another number. Default: 0. */
    unsigned (*allocations)(struct coro_layout frame, enum awaiter);
    /* The heap blocks cached on this thread while no frame is in flight; 0 when a cached block is missing. Blocks reported here
     * do not count as leaks. They must go when the thread ends: coro/base/thread_end.h. Default: 0. */
    size_t (*kept_blocks)(void);
    /* The provider of the stacks that task->stacks hands out. Stackful callers run on them; in other rows task_init and place may
     * ask for them. */
    const struct coro_stack_provider *stacks;
    /* Why the row cannot run on this machine or build, one sentence; NULL when it can. Default: NULL. */
    const char *(*refusal)(void);
    /* The allocator that refusal() loads, for a row that takes its frames from none of the C library. NULL: malloc or none. */
    struct loaded_allocator *allocator;
    /* A stackful caller's whole next(). Default: begin, poll and suspend until it is ready, end; or call, for PROTOCOL_CALLS. */
    struct coro_polled (*next)(struct coro_task *, struct coro_dyn_iterator);
};

static const struct placing no_placing CORO_UNUSED = { 0 };

/* Allocates from the heap with any alignment; NULL when memory is out. Release with free(). */
CORO_INLINE void *heap_alloc(struct coro_layout layout)
{
    if (layout.align <= CORO_MAX_ALIGN)
        return malloc(layout.bytes);
    if (!coro_layout_is_possible(layout))
        return NULL;
    return aligned_alloc(layout.align, coro_round_up(layout.bytes, layout.align));
}

/* The placing of the rows that box. */
CORO_INLINE enum coro_status heap_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void heap_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    free(frame);
}
static const struct placing heap_placing CORO_UNUSED = { .place = heap_place, .release = heap_release };
CORO_UNUSED static unsigned one_allocation(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame, (void)awaiter;
    return 1;
}

/* One poll of next(), defined by a file with PROTOCOL_POLLS_NEXT. It is a function, not a member of the descriptor: gcc sees
 * through one descriptor, but not through a second descriptor that the first hands on. `poll` is the body's. Its frame stays
 * with the iterator: zeroed when that is made, dropped when that ends. A finished body begins anew. */
typedef struct coro_polled poll_kept(void *frame, void *self, struct coro_task *);
CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *, poll_kept *poll, void *self, struct adapter *,
                                             struct coro_task *);

/* For rows with a `next` of their own. Defined in strategies/dyn_vtable.h. */
CORO_INLINE void future_drop(struct coro_dyn_future, struct call_site *, struct coro_task *);

#endif
