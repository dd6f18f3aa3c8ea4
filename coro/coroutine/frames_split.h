/* SPDX-License-Identifier: MIT */
/* Starts the frames of a coroutine on a first segment, for code that the compiler splits (-fsplit-stack of gcc and clang). When
 * the segment is too short, a function's prologue asks libgcc for a further one. The compiler knows how much each callee needs.
 * For code built with corolab_split (coro/CMakeLists.txt), which defines CORO_SPLITS_STACKS, and with stacks from
 * coro_split_stacks (stack_split.c). Included by coro/coroutine.h; its siblings are frames_own.h, the default, and
 * frames_copied.h.
 *
 *     the first segment                                                                        a further one, libgcc's
 *     base                   limit that prologues compare with                                 mapped
 *     | slack: libc, signals | room for frames, grows down <--- | struct coro_split_room | co |  | header | slack | frames <--- |
 *
 * libgcc keeps that limit, in the thread's control block, and the list of further segments per thread; so each switch trades
 * them. Both trades are inlined on the resumer's side. Between a trade and the switch the limit is the other side's, and no
 * function with a split prologue may be called. Code that is not split, such as libc, runs in the slack and never asks. gold
 * and lld make each function that calls such code ask for much more than GNU ld does, which costs a mapping per coroutine.
 * Without memory for a segment, libgcc ends the process. From gcc's wiki, "SplitStacks", and libgcc/generic-morestack.c. */
#ifndef CORO_COROUTINE_FRAMES_SPLIT_H
#define CORO_COROUTINE_FRAMES_SPLIT_H
#include <string.h>

/* CORO_FRAMES_STAY: other code may keep pointers to a frame of a suspended coroutine. CORO_FRAMES_SPLIT: calls look for room by
 * themselves. */
enum { CORO_FRAMES_STAY = 1, CORO_FRAMES_SPLIT = 1 };

/* The indices of libgcc's context, which is ten words in libgcc's order. The names are this project's; stack_split.c checks the
 * order at run time. */
enum {
    CORO_SPLIT_SEGMENTS,            /* the first further segment; NULL for none */
    CORO_SPLIT_CURRENT,             /* the segment of the stack pointer; NULL for the first of all */
    CORO_SPLIT_UNUSED,
    CORO_SPLIT_LIMIT,               /* prologues compare the stack pointer with it */
    CORO_SPLIT_FIRST_TOP,           /* of a first segment that libgcc has not mapped */
    CORO_SPLIT_FIRST_SIZE,
    CORO_SPLIT_WORDS = 10
};
struct coro_split_context { void *words[CORO_SPLIT_WORDS]; };

void __splitstack_getcontext(void *[CORO_SPLIT_WORDS]);
void __splitstack_setcontext(void *[CORO_SPLIT_WORDS]);
void __splitstack_releasecontext(void *[CORO_SPLIT_WORDS]);

/* The result of the check in stack_split.c, made when coro_split_stacks is first opened and constant afterwards. `fresh` is a
 * context without segments. It leaves signals alone: by default libgcc blocks them around each step to another segment, with four
 * system calls. slack_bytes is the stack that libgcc keeps free for code that is not split. */
struct coro_split_made { struct coro_split_context fresh; size_t slack_bytes; };
extern struct coro_split_made coro_split_made;

/* Directly below the control block. */
struct coro_split_room {
    struct coro_split_context inside;       /* while the coroutine does not run */
    struct coro_split_context outside;      /* the resumer's, while it runs */
};
CORO_STATIC_ASSERT(sizeof(struct coro_split_room) % CORO_MAX_ALIGN == 0, "what lies below the room can be a stack");

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
/* Unmaps the further segments, also unused ones. */
CORO_INLINE void coro_frames_release(struct coro *co)
{
    if (CORO_UNLIKELY(coro_split_room(co)->inside.words[CORO_SPLIT_SEGMENTS] != NULL))
        __splitstack_releasecontext(coro_split_room(co)->inside.words);
}

#endif
