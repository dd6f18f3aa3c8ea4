/* SPDX-License-Identifier: MIT */
/* For code compiled with -fsplit-stack: the first segment's size, and a run-time check that this unit used the flag. A unit
 * compiled without it would overrun its first segment. The row stackful_split includes it, and links corolab_split;
 * coro/coroutine/frames_split.h has the mechanism. Where stacks cannot be split, coro_split_refusal() says why. */
#ifndef CORO_SPLIT_H
#define CORO_SPLIT_H
#include "coro/segment.h"

/* The size of a first segment: 3.5 KiB of slack, and 1.1 KiB for frames. Most coroutines touch one page of it. */
enum { CORO_SPLIT_FIRST_BYTES = 5120 };

#ifdef CORO_SPLITS_STACKS

enum coro_split_proven { CORO_SPLIT_UNPROVEN, CORO_SPLIT_WORKS, CORO_SPLIT_FAILS };

/* Recurses until it runs on another segment (true), or deep in the slack of the first (false). The frame is small: large frames
 * take another check of the compiler, which is not under test. */
CORO_UNUSED static CORO_NOINLINE bool coro_split_goes_further(const struct coro_stack *first)
{
    uintptr_t depth_left = (uintptr_t)__builtin_frame_address(0) - (uintptr_t)first->base;
    if (depth_left >= first->bytes)
        return true;
    bool is_further = depth_left > coro_split_made.slack_bytes / 2 && coro_split_goes_further(first);
    CORO_OPAQUE(first);         /* keeps the compiler from making a loop of the recursion */
    return is_further;
}

CORO_UNUSED static struct coro_polled coro_split_proof_entry(struct coro *self, void *first)
{
    (void)self;
    return coro_some(coro_split_goes_further((const struct coro_stack *)first));
}

CORO_UNUSED static enum coro_status coro_split_prove(bool *is_proven)
{
    struct coro_stack_source *stacks;
    struct coro_stack first;
    struct coro *co;
    enum coro_status status = coro_split_stacks.open(CORO_SPLIT_FIRST_BYTES, &stacks);
    if (status)
        return status;
    status = coro_split_stacks.acquire(stacks, &first);
    if (status)
        goto close;
    co = coro_init(first, coro_split_proof_entry, &first);
    status = coro_resume(co);
    *is_proven = co->result.value;
    coro_fini(co);
    coro_split_stacks.release(stacks, first);
close:
    coro_split_stacks.close(stacks);
    return status;
}

/* Returns NULL when this unit's stacks split, else one sentence that says why not. The first call runs the proof. One thread at a
 * time. */
CORO_UNUSED static const char *coro_split_refusal(void)
{
    static enum coro_split_proven proven;
    bool is_proven = false;
    if (coro_notice_is_memcheck)
        return "memcheck does not know the stacks that libgcc goes on to";
    if (proven == CORO_SPLIT_UNPROVEN) {
        enum coro_status status = coro_split_prove(&is_proven);
        if (status == CORO_ERR_UNSUPPORTED)
            return "libgcc keeps its split stacks in another way than this was written for";
        if (status)
            return coro_status_message(status);         /* not stored: the next call may find memory */
        proven = is_proven ? CORO_SPLIT_WORKS : CORO_SPLIT_FAILS;
    }
    return proven == CORO_SPLIT_WORKS ? NULL : "a recursion stayed on its first segment: neither compiler nor linker split it";
}

struct coro_split_callee { coro_segment_fn *fn; void *self; };

/* Runs on the segment that coro_split_call found. libgcc takes that for the first one of a coroutine, as in coro_frames_make,
 * until the callee returns. Its own prologue must not compare the stack pointer with the limit of another segment. */
__attribute__((no_split_stack)) static struct coro_polled coro_split_call_there(struct coro_task *, void *);
CORO_UNUSED CORO_NOINLINE static struct coro_polled coro_split_call_there(struct coro_task *task, void *arg)
{
    const struct coro_split_callee *callee = (const struct coro_split_callee *)arg;
    struct coro_split_context outside, inside = coro_split_made.fresh;
    char *limit = task->running->limit, *top = (char *)__builtin_frame_address(0);
    inside.words[CORO_SPLIT_LIMIT] = limit + coro_split_made.slack_bytes;
    inside.words[CORO_SPLIT_FIRST_TOP] = top;
    inside.words[CORO_SPLIT_FIRST_SIZE] = (void *)(uintptr_t)(top - limit);
    __splitstack_getcontext(outside.words);
    __splitstack_setcontext(inside.words);
    struct coro_polled got = callee->fn(task, callee->self);
    __splitstack_getcontext(inside.words);
    __splitstack_setcontext(outside.words);
    if (inside.words[CORO_SPLIT_SEGMENTS] != NULL)
        __splitstack_releasecontext(inside.words);
    return got;
}

/* Returns fn(task, self), called with at least need_bytes of stack for code that is not split, such as the C library. libgcc's
 * own segments have only its slack for such code. `co` is the running coroutine. Fails as coro_segment_call does. */
CORO_UNUSED static CORO_NOINLINE struct coro_polled coro_split_call(struct coro *co, size_t need_bytes, coro_segment_fn *fn,
                                                                    struct coro_task *task, void *self)
{
    struct coro_split_callee callee = { fn, self };
    return coro_segment_call_further(co, need_bytes + coro_split_made.slack_bytes, coro_split_call_there, task, &callee);
}

#else

#ifndef CORO_SPLIT_ABSENCE
#define CORO_SPLIT_ABSENCE "this unit was compiled without corolab_split"
#endif
CORO_UNUSED static const char *coro_split_refusal(void) { return CORO_SPLIT_ABSENCE; }

#endif
#endif
