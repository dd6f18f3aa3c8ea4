/* SPDX-License-Identifier: MIT */
/* Where the frames of a coroutine lie whose code the compiler splits (-fsplit-stack of gcc and clang): on a first segment like
 * any other stack and, where that is too short, on further ones, which the prologue of each function asks libgcc for. Nobody
 * says how much a callee needs; the compiler knows. For code that is built with corolab_split (coro/CMakeLists.txt), which
 * defines CORO_SPLITS_STACKS, and that takes its stacks from coro_split_stacks. Included by coroutine.h.
 *
 *     the first segment                                                                        a further one, libgcc's
 *     base                   what prologues compare with                                       mapped
 *     | slack: libc, signals | room for frames, grows down <--- | struct coro_split_room | co |  | header | slack | frames <--- |
 *
 * What libgcc knows of a stack (that limit, in the thread's control block, and the list of further segments) belongs to the
 * thread, so each switch has to trade it. Both ends of that are on the resumer's side of a switch, inlined: between a trade and
 * the switch the limit is the other side's, and no function with a split prologue may be called. Code that is not split, libc
 * among it, runs in the slack and never asks; GNU ld leaves it at that, gold and lld make each function that calls such code ask
 * for much more, which works and takes a mapping per coroutine. Where libgcc finds no memory for a segment, it ends the process.
 * From gcc's wiki, "SplitStacks", and libgcc/generic-morestack.c. */
#ifndef CORO_COROUTINE_FRAMES_SPLIT_H
#define CORO_COROUTINE_FRAMES_SPLIT_H
#include <string.h>

/* Whether others may keep a pointer to a frame while the coroutine is suspended; whether calls look for room by themselves. */
enum { CORO_FRAMES_STAY = 1, CORO_FRAMES_SPLIT = 1 };

/* Of libgcc's context, which is ten words. The names are ours, the order is libgcc's; coro/coroutine/stack_split.c makes sure of it. */
enum {
    CORO_SPLIT_SEGMENTS,            /* the first of the further segments; NULL: none */
    CORO_SPLIT_CURRENT,             /* the one that the stack pointer is in; NULL: the first segment of all */
    CORO_SPLIT_UNUSED,
    CORO_SPLIT_LIMIT,               /* what prologues compare with */
    CORO_SPLIT_FIRST_TOP,           /* of the first segment, where libgcc has not mapped it */
    CORO_SPLIT_FIRST_SIZE,
    CORO_SPLIT_WORDS = 10
};
struct coro_split_context { void *words[CORO_SPLIT_WORDS]; };

void __splitstack_getcontext(void *[CORO_SPLIT_WORDS]);
void __splitstack_setcontext(void *[CORO_SPLIT_WORDS]);
void __splitstack_releasecontext(void *[CORO_SPLIT_WORDS]);

/* What coro_split_stacks learnt from libgcc when it was opened first, constant from then on: a context without segments whose
 * signals are left alone, and the bytes that libgcc keeps free for code that is not split. (Left to itself, it blocks all signals
 * around each step to another segment: two system calls there and two back.) */
struct coro_split_made { struct coro_split_context fresh; size_t slack_bytes; };
extern struct coro_split_made coro_split_made;

/* Directly below the control block. */
struct coro_split_room {
    struct coro_split_context inside;       /* while the coroutine does not run */
    struct coro_split_context outside;      /* the resumer's, while it runs */
};
_Static_assert(sizeof(struct coro_split_room) % CORO_MAX_ALIGN == 0, "what lies below the room can be a stack");

CORO_INLINE struct coro_split_room *coro_split_room(const struct coro *co) { return (struct coro_split_room *)co - 1; }

CORO_INLINE struct coro_stack coro_frames(const struct coro *co)
{
    return (struct coro_stack){ co->limit, (size_t)((const char *)coro_split_room(co) - co->limit) };
}
CORO_INLINE struct coro_stack coro_frames_at_end(const struct coro *co) { return coro_frames(co); }
CORO_INLINE void coro_frames_make(struct coro *co)
{
    struct coro_stack frames = coro_frames(co);
    void **words = coro_split_room(co)->inside.words;
    coro_split_room(co)->inside = coro_split_made.fresh;
    words[CORO_SPLIT_LIMIT] = frames.base + coro_split_made.slack_bytes;
    words[CORO_SPLIT_FIRST_TOP] = frames.base + frames.bytes;
    words[CORO_SPLIT_FIRST_SIZE] = (void *)frames.bytes;
    coro_context_make(&co->context, frames);
}
CORO_INLINE enum coro_status coro_frames_restore(struct coro *co)
{
    __splitstack_getcontext(coro_split_room(co)->outside.words);
    __splitstack_setcontext(coro_split_room(co)->inside.words);
    return CORO_OK;
}
CORO_INLINE bool coro_frames_save(struct coro *co)
{
    __splitstack_getcontext(coro_split_room(co)->inside.words);
    __splitstack_setcontext(coro_split_room(co)->outside.words);
    return true;
}
/* The further segments go back to the system, also those that were left for a next call. */
CORO_INLINE void coro_frames_release(struct coro *co)
{
    if (CORO_UNLIKELY(coro_split_room(co)->inside.words[CORO_SPLIT_SEGMENTS] != NULL))
        __splitstack_releasecontext(coro_split_room(co)->inside.words);
}

#endif
