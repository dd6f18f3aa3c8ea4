/* SPDX-License-Identifier: MIT */
/* The contract of a strategy: where does the frame of a dyn next() live?
 *
 * A strategy is one file under strategies/ whose path is its name: side_stack/tls.c is the row `side_stack/tls`. It answers
 * with two functions, place and release, and with up to three structs that hold what it needs:
 *
 *     struct adapter      what it adds to the iterator; lies behind it, zeroed when the iterator is made
 *     struct call_site    what it adds to the frame of every body that awaits a dyn next()
 *     struct task_part    what it adds to each task; lies behind struct coro_task
 *
 * Empty ones are GNU C and cost nothing; all three must be there. A fourth place is the iterator's type, which is known
 * wherever its vtable is: a file that defines HAS_TYPE_PART as 1 has a struct type_part, too, one per type and thread, zeroed
 * when that starts. The file ends with `static const struct strategy strategy`.
 * Descriptors are named by pointer, never copied into one another: gcc sees through a pointer to a const struct, but calls a
 * copied one indirectly. Each file is compiled, with the iterators and workloads, into a unit of its own, so names may repeat
 * from file to file, and the strategy is specialised into its callers as a compiler would do it.
 *
 * Before this header the file may make the choices below; two of them are read elsewhere: CORO_CONTEXT by coro/coroutine.h, and
 * BUILT_WITH, a library of the build with whose compiler options the file is compiled, by CMake. */
#ifndef STRATEGIES_STRATEGY_H
#define STRATEGIES_STRATEGY_H
#include <stdbool.h>
#include <stdlib.h>
#include "coro/executor.h"
#include "coro/iterator.h"
#include "coro/stack.h"
#include "strategies/claim.h"

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
#define SOURCE_STACK_BYTES (CALLER == ASYNC_STACKFUL ? CALLER_STACK_BYTES : CALLEE_STACK_BYTES)
#endif

struct adapter;
struct call_site;
struct task_part;
struct type_part;

/* Where a strategy may keep state, as place and release get it. */
struct holders {
    struct adapter *adapter;        /* NULL when the caller places */
    struct call_site *site;         /* NULL when the struct is empty; a future that escapes takes its call site along */
    struct coro_task *task;         /* NULL unless next() is handed one */
    struct type_part *type;         /* NULL when the caller places, or without HAS_TYPE_PART */
};
CORO_INLINE struct task_part *task_part(struct coro_task *task) { return (struct task_part *)(task + 1); }

/* All functions should be CORO_INLINE. Left out: the default named beside it. */
struct placing {
    /* Memory for a frame of this layout, or a refusal, which becomes a future that fails with the status. */
    enum coro_status (*place)(struct coro_layout, struct holders, void **frame);
    /* After the frame was dropped. Default: nothing. */
    void (*release)(void *frame, struct coro_layout, struct holders);
    /* How a placed frame starts, is polled and dropped, for rows whose frames outlive their futures. Default: as it was compiled. */
    void (*start)(const struct coro_async_fn *, void *frame, void *self);
    struct coro_polled (*poll)(void *frame, struct coro_layout, struct coro_task *);
    void (*drop)(void *frame, struct coro_layout, struct coro_task *);
    /* How much follows an iterator whose frames have this layout. Default: sizeof(struct adapter). */
    size_t (*adapter_bytes)(struct coro_layout frame);
    /* When the iterator goes; no future of it is in flight, but for PROTOCOL_POLLS_NEXT. */
    void (*adapter_fini)(struct adapter *, const struct coro_async_fn *, struct coro_task *);
    /* When a body that awaits begins and ends. Default: the call site starts undefined. */
    void (*site_init)(struct call_site *);
    void (*site_fini)(struct call_site *);
    /* When a task is made and goes; the source is the one that is task->stacks meanwhile. */
    enum coro_status (*task_init)(struct task_part *, struct coro_stack_source *);
    void (*task_fini)(struct task_part *, struct coro_stack_source *);
    /* Around every poll and drop of the task's body. Tasks nest, when one drops another: enter returns what leave gets. */
    void *(*task_enter)(struct task_part *);
    void (*task_leave)(void *outer);
};

/* Who awaits a next(). */
enum awaiter {
    AWAITED_BY_TASK,        /* a body that lives as long as its task */
    AWAITED_BY_NEXT,        /* the body of another next(), an adapter's: a new one for every item */
};

struct strategy {
    unsigned order;                 /* place in the table; 0: at the end */
    bool is_variant;                /* of another row: left out of the quick suite unless it is asked for */
    const char *sentence;           /* what it does, as the table says it: no capital, no full stop */
    /* Where an item takes more than 15 % fewer instructions than the same row of bench/peers/rust: what rustc, with its version,
     * does beyond this row, one sentence that the report shows beside the two counts. Default: nothing to say. */
    const char *fidelity;
    const struct placing *placing;  /* &no_placing when there is no frame to place */
    const struct claim *claims;     /* what was said of it, until one without a quote; NULL: nothing */
    /* How many blocks one next() takes from the heap, whose frame has this layout, when it is not the first; `check` counts them
     * on every workload and holds the row to it. Default: none. */
    unsigned (*allocations)(struct coro_layout frame, enum awaiter);
    /* How many heap blocks it keeps for later on this thread, now that no frame is in flight; 0 when one is missing, so that
     * `check` tells what is kept from what leaks. Default: none. */
    size_t (*kept_blocks)(void);
    /* Of the stacks that task->stacks hands out: to stackful callers, or, when these are state machines, to who asks in task_init
     * or in place. */
    const struct coro_stack_provider *stacks;
    /* Why the row can run nothing here, one sentence; NULL when it can. Default: it can. */
    const char *(*refusal)(void);
    /* A stackful caller's whole next(). Default: begin, poll and suspend until it is ready, end; or call, for PROTOCOL_CALLS. */
    struct coro_polled (*next)(struct coro_task *, struct coro_dyn_iterator);
};

static const struct placing no_placing CORO_UNUSED = { 0 };

/* From the heap, for any alignment; NULL when there is none. free() gives it back. */
CORO_INLINE void *heap_alloc(struct coro_layout layout)
{
    if (layout.align <= CORO_MAX_ALIGN)
        return malloc(layout.bytes);
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

/* One poll of next(): a file whose PROTOCOL is PROTOCOL_POLLS_NEXT defines it, under this name, since gcc sees through one
 * descriptor but not through a descriptor that is handed to a function out of another. poll is the body's: in a frame that stays
 * with the iterator, was zeroed when that was made, and is to be dropped when it goes. Finished, the body begins anew. */
typedef struct coro_polled poll_kept(void *frame, void *self, struct coro_task *);
CORO_INLINE struct coro_polled poll_in_place(const struct coro_async_fn *, poll_kept *poll, void *self, struct adapter *,
                                             struct coro_task *);

/* For rows with a `next` of their own; in strategies/dyn_vtable.h. */
CORO_INLINE void future_drop(struct coro_dyn_future, struct call_site *, struct coro_task *);

#endif
