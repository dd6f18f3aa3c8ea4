/* SPDX-License-Identifier: MIT */
/* Copies the frames of a coroutine. They lie on a shared stack while it runs, and in a copy of their size while it is
 * suspended. For code that defines CORO_COPIES_FRAMES before coroutine.h, which includes this file, and takes stacks from
 * coro_copied_stacks (stack_copied.c). The row stackful_copied is such code. Its siblings are frames_own.h, the default, and
 * frames_split.h.
 *
 * Frames return to the same addresses, so pointers between frames stay valid. Pointers that other code keeps to a frame do not
 * stay valid while the coroutine is suspended. So join and sleep of a stackful body, which leave such pointers, fail with
 * CORO_ERR_UNSUPPORTED.
 *
 *     the coroutine's stack                                            the shared stack
 *     base      limit                                                  shared.base                   shared.base + shared.bytes
 *     |         | free      | copy of the frames | room | struct coro  | guard | free, grows down <---- | frames while it runs |
 *
 * A copy that does not fit is made in a block from the heap, which is freed with the stack. Without memory for that block, the
 * coroutine is cancelled while its frames still exist, and its poll fails with CORO_ERR_NO_MEMORY. A coroutine on the shared
 * stack cannot resume another one of that stack: resuming it fails with CORO_ERR_UNSUPPORTED. Cancelling it, which cannot fail,
 * aborts; so tasks of one executor cannot cancel one another. */
#ifndef CORO_COROUTINE_FRAMES_COPIED_H
#define CORO_COROUTINE_FRAMES_COPIED_H
#if CORO_CONTEXT == CORO_CONTEXT_UCONTEXT
#error "a ucontext keeps pointers into itself; choose another to copy frames"
#endif

/* CORO_FRAMES_STAY: other code may keep pointers to a frame of a suspended coroutine. CORO_FRAMES_SPLIT: calls look for room by
 * themselves. */
enum { CORO_FRAMES_STAY = 0, CORO_FRAMES_SPLIT = 0 };

/* Directly below the control block. */
struct coro_copied_room {
    struct coro_stack shared;
    size_t copied_bytes;            /* size of the copy; valid while suspended */
    char *more;                     /* the block from the heap; NULL while the copies fit */
    size_t more_bytes;
};
CORO_STATIC_ASSERT(sizeof(struct coro_copied_room) % 8 == 0, "what lies below the room can be a stack");

CORO_INLINE struct coro_copied_room *coro_copied_room(const struct coro *co) { return (struct coro_copied_room *)co - 1; }
/* Returns the end of a copy on the coroutine's stack. */
CORO_INLINE char *coro_copied_end(const struct coro_copied_room *room)
{
    return (char *)((uintptr_t)room & ~(uintptr_t)(CORO_MAX_ALIGN - 1));
}

/* Copies the frames back to the shared stack. `limit` is the lowest address of the room for a copy. */
enum coro_status coro_copied_restore(struct coro_copied_room *, char *limit);
/* Copies the frames away; `lowest` is their lowest address. Returns false without memory. */
bool coro_copied_save(struct coro_copied_room *, char *limit, char *lowest);

CORO_INLINE struct coro_stack coro_frames(const struct coro *co) { return coro_copied_room(co)->shared; }
/* Empty: the shared stack remains in use, perhaps by the caller. */
CORO_INLINE struct coro_stack coro_frames_at_end(const struct coro *co) { return (struct coro_stack){ co->limit, 0 }; }

/* Makes the context's first record in the copy, because the shared stack may be in use. */
CORO_INLINE void coro_frames_make(struct coro *co)
{
    struct coro_copied_room *room = coro_copied_room(co);
    char *end = coro_copied_end(room);
    coro_context_make(&co->context, (struct coro_stack){ co->limit, (size_t)(end - co->limit) });
    room->copied_bytes = (size_t)(end - (char *)co->context.other);
    coro_context_move(&co->context, room->shared.base + room->shared.bytes - room->copied_bytes);
}
CORO_INLINE enum coro_status coro_frames_restore(struct coro *co) { return coro_copied_restore(coro_copied_room(co), co->limit); }
CORO_INLINE bool coro_frames_save(struct coro *co)
{
    return co->state == CORO_RETURNED || coro_copied_save(coro_copied_room(co), co->limit, (char *)co->context.other);
}
/* The block from the heap belongs to the stack. */
CORO_INLINE void coro_frames_release(struct coro *co) { (void)co; }

#endif
