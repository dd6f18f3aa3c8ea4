/* SPDX-License-Identifier: MIT */
/* Where the frames of a coroutine lie: while it runs, on a stack that it shares with others; while it is suspended, in a copy, as
 * large as they are. Each goes back to where it was, so pointers from frame to frame stay valid; pointers to a frame that others
 * keep while the coroutine is suspended do not, so what leaves one with others, join and sleep of a stackful body, refuses. For
 * code that defines CORO_COPIES_FRAMES before coroutine.h, which includes this, and takes its stacks from coro_copied_stacks.
 *
 *     the coroutine's stack                                            the shared stack
 *     base      limit                                                  shared.base                   shared.base + shared.bytes
 *     |         | free      | copy of the frames | room | struct coro  | guard | free, grows down <---- | frames while it runs |
 *
 * What does not fit is copied to a block from the heap, which goes with the stack. A coroutine that cannot be copied out, for
 * want of memory, is cancelled while its frames are still there, and its poll fails with CORO_ERR_NO_MEMORY. One that runs on
 * the shared stack cannot resume another that needs it: that fails with CORO_ERR_UNSUPPORTED, and cancelling it, which
 * cannot fail, aborts: tasks of one executor do not cancel one another. */
#ifndef CORO_COROUTINE_FRAMES_COPIED_H
#define CORO_COROUTINE_FRAMES_COPIED_H
#if CORO_CONTEXT == CORO_CONTEXT_UCONTEXT
#error "a ucontext keeps pointers into itself; choose another to copy frames"
#endif

/* Whether others may keep a pointer to a frame while the coroutine is suspended; whether calls look for room by themselves. */
enum { CORO_FRAMES_STAY = 0, CORO_FRAMES_SPLIT = 0 };

/* Directly below the control block. */
struct coro_copied_room {
    struct coro_stack shared;
    size_t copied_bytes;            /* of the frames of a coroutine that is suspended */
    char *more;                     /* the block from the heap; NULL while there was no need of one */
    size_t more_bytes;
};
_Static_assert(sizeof(struct coro_copied_room) % 8 == 0, "what lies below the room can be a stack");

CORO_INLINE struct coro_copied_room *coro_copied_room(const struct coro *co) { return (struct coro_copied_room *)co - 1; }
/* Where a copy on the coroutine's stack ends. */
CORO_INLINE char *coro_copied_end(const struct coro_copied_room *room)
{
    return (char *)((uintptr_t)room & ~(uintptr_t)(CORO_MAX_ALIGN - 1));
}

/* coro/coroutine/stack_copied.c. `limit` is the lowest address of the copy. */
enum coro_status coro_copied_restore(struct coro_copied_room *, char *limit);
/* False when there is no memory. `lowest` is the lowest address of the frames. */
bool coro_copied_save(struct coro_copied_room *, char *limit, char *lowest);

CORO_INLINE struct coro_stack coro_frames(const struct coro *co) { return coro_copied_room(co)->shared; }
/* The shared stack goes on, maybe with who ends this one. */
CORO_INLINE struct coro_stack coro_frames_at_end(const struct coro *co) { return (struct coro_stack){ co->limit, 0 }; }

/* The context's first record holds no address of its own, so it may be made in the copy: the shared stack may be in use. */
CORO_INLINE void coro_frames_make(struct coro *co)
{
    struct coro_copied_room *room = coro_copied_room(co);
    char *end = coro_copied_end(room);
    coro_context_make(&co->context, (struct coro_stack){ co->limit, (size_t)(end - co->limit) });
    room->copied_bytes = (size_t)(end - (char *)co->context.other);
    co->context.other = room->shared.base + room->shared.bytes - room->copied_bytes;
}
CORO_INLINE enum coro_status coro_frames_restore(struct coro *co) { return coro_copied_restore(coro_copied_room(co), co->limit); }
CORO_INLINE bool coro_frames_save(struct coro *co)
{
    return co->state == CORO_RETURNED || coro_copied_save(coro_copied_room(co), co->limit, co->context.other);
}
/* The block from the heap stays with the stack. */
CORO_INLINE void coro_frames_release(struct coro *co) { (void)co; }

#endif
