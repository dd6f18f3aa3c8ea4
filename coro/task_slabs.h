/* SPDX-License-Identifier: MIT */
/* A task's second stack that grows: a chain of blocks of 1 KiB from the heap, the first bytes in the task. Push bumps a pointer,
 * and adds a block when the newest is full. The rows side_stack/slabs and size_in_vtable/side_stack place frames on it.
 *
 *     in the task                          on the heap
 *     | side, newest | first | bytes | <-> | block | frames | <-> | newest | frames, free | <-> | spare |
 *
 * Each block is a side stack (coro/side_stack.h), so frames have no header and die in any order. A block whose frames are all
 * dead leaves the chain. So a task takes at most a block for each frame in flight, the newest block, which may be empty, and one
 * spare block of 1 KiB. A frame larger than a block gets a block of its own. All memory returns to the heap with the task;
 * nothing is kept for the thread or the process.
 *
 * Popping in order leaves the newest block as it is, even when that becomes empty, and leaves holes below the top alone. The slow
 * paths settle both: the next push that does not fit, and the next pop out of order or in an older block. So a pop in order tests
 * only whether the frame is the top, and a task at the edge of a block does not add and free it again for every item. A pop in
 * an older block searches the chain from both ends.
 *
 * The idea is Swift's task allocator (StackAllocator.h, TaskAlloc.h): slabs that fit a malloc quantum of 1 KiB, larger ones for
 * larger allocations, all reused while the task lives. Only a child task of `async let` has a first slab, of 512 bytes, with it.
 * An allocation has a header of 16 bytes, and the compiler frees in reverse order. GNAT's secondary stack (s-secsta.ads) is the
 * other source: its first chunk lies with the stack, and a later chunk that is too small is freed when a frame meets it. Here
 * all tasks have first bytes, so they are fewer, and one slab is spare. With four, chains of 64 calls took no block per item, but
 * the tasks of the workload `real` held so much that glibc returned it to the system in every round, and an item took half as
 * long again. */
#ifndef CORO_TASK_SLABS_H
#define CORO_TASK_SLABS_H
#include "coro/side_stack.h"
CORO_C_BEGIN

enum { CORO_TASK_SLABS_FIRST_BYTES = 192 };

struct coro_task_block {
    struct coro_task_block *older, *newer;      /* NULL at the ends of the chain; newer than the newest is the spare block */
    struct coro_side_stack side;                /* out of date in the newest block */
};
/* Must not move: it points into itself. */
struct coro_task_slabs {
    struct coro_side_stack side;                /* of the newest block */
    struct coro_task_block *newest, first;
    CORO_ALIGNAS(CORO_MAX_ALIGN) char bytes[CORO_TASK_SLABS_FIRST_BYTES];      /* of `first` */
};

/* Makes empty slabs in the caller's memory, without a block on the heap. */
void coro_task_slabs_init(struct coro_task_slabs *);
/* Frees the blocks. Aborts while a frame is on them. */
void coro_task_slabs_fini(struct coro_task_slabs *);

/* The slow paths of push and pop, and the check, in coro/alloc/task_slabs.c. push_slowly returns NULL where push fails. */
CORO_MUST_USE void *coro_task_slabs_push_slowly(struct coro_task_slabs *, struct coro_layout);
void coro_task_slabs_pop_slowly(struct coro_task_slabs *, void *frame, struct coro_layout);
void coro_task_slabs_check(struct coro_task_slabs *, const char *from, const char *to);

/* True for layouts that push serves without the slow path. An empty frame is not among them, so rounding up is enough. */
CORO_INLINE bool coro_task_slabs_is_plain(struct coro_layout layout)
{
    return layout.align <= CORO_MAX_ALIGN && layout.bytes - 1 < PTRDIFF_MAX
           && (!CORO_CHECKS || coro_layout_is_power_of_two(layout));
}

/* True for a frame that push places without a call. */
CORO_INLINE bool coro_task_slabs_have_room(const struct coro_task_slabs *slabs, struct coro_layout layout)
{
    uintptr_t end = (uintptr_t)slabs->side.top + coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    return coro_task_slabs_is_plain(layout) && end <= (uintptr_t)slabs->side.end;
}

/* Allocates a frame. Returns CORO_ERR_NO_MEMORY when the heap is exhausted, and for a layout that no memory has; the slabs stay
 * usable. One thread at a time. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_task_slabs_push(struct coro_task_slabs *slabs, struct coro_layout layout,
                                                                void **frame)
{
    char *at = slabs->side.top;
    if (CORO_UNLIKELY(!coro_task_slabs_have_room(slabs, layout))) {
        at = (char *)coro_task_slabs_push_slowly(slabs, layout);
        if (CORO_UNLIKELY(at == NULL))
            return CORO_ERR_NO_MEMORY;
    } else {
        coro_notice_hand_out(at, layout.bytes);
        slabs->side.top = at + coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    }
    *frame = at;
    return CORO_OK;
}

/* Allocates a frame as push does, without a call; NULL where push makes a call. */
CORO_INLINE void *coro_task_slabs_take(struct coro_task_slabs *slabs, struct coro_layout layout)
{
    void *frame = NULL;
    if (CORO_UNLIKELY(!coro_task_slabs_have_room(slabs, layout)) || coro_task_slabs_push(slabs, layout, &frame))
        return NULL;
    return frame;
}

/* Frees a frame that push allocated for the same layout. Any order is allowed. Units that check abort for memory that is not all
 * in frames, such as a frame that was released before. The others do so for memory of no block, unless it ends at the top. */
CORO_INLINE void coro_task_slabs_pop(struct coro_task_slabs *slabs, void *frame, struct coro_layout layout)
{
    char *end = (char *)frame + coro_round_up(layout.bytes, CORO_MAX_ALIGN);    /* of an empty frame: never the top */
    if (CORO_CHECKS)
        coro_task_slabs_check(slabs, (char *)frame, (char *)frame + coro_side_stack_bytes(layout));
    coro_notice_forbid(frame, (size_t)(end - (char *)frame));
    if (CORO_UNLIKELY(end != slabs->side.top))
        coro_task_slabs_pop_slowly(slabs, frame, layout);
    else
        slabs->side.top = (char *)frame;
}

CORO_C_END
#endif
