/* SPDX-License-Identifier: MIT */
/* A second stack for frames whose size the caller does not know: push bumps a pointer, pop sets it back. The idea is part 8's
 * "side stack"; Ada compilers have it under the name of secondary stack. The rows side_stack/param and side_stack/tls place
 * frames on it.
 *
 *     base            top                    end
 *     | frame | frame |  free, grows up      |
 *
 * Frames have no header. A frame released out of order leaves a hole: the list `holes` links it through its own memory. A hole
 * closes when every frame above it has gone. Only releasing out of order searches that list. The size is fixed, so a push can
 * fail. One thread at a time. Units that check (coro/checks.h) abort for memory that is not all in frames on the stack, such as a
 * frame that was released before. They do not know where frames begin: a part of a live frame, or two neighbours as one, pass. */
#ifndef CORO_SIDE_STACK_H
#define CORO_SIDE_STACK_H
#include "coro/checks.h"
#include "coro/notice.h"
#include "coro/polled.h"
#include "coro/stack.h"
CORO_C_BEGIN

struct coro_side_hole { struct coro_side_hole *next; char *end; };     /* in the memory of a dead frame */
struct coro_side_stack {
    char *top, *end;
    struct coro_side_hole *holes;       /* NULL while every frame has been released in order */
    char *base;
};

/* The side stack of the task that is being polled, for rows that pass none to the callee. */
extern CORO_THREAD_LOCAL struct coro_side_stack *coro_side_stack_current;

/* Makes an empty side stack in the caller's memory, for example a stack of a provider (coro/stack.h). */
CORO_INLINE void coro_side_stack_init(struct coro_side_stack *side, struct coro_stack memory)
{
    *side = (struct coro_side_stack){ memory.base, memory.base + memory.bytes, NULL, memory.base };
    coro_notice_forbid(memory.base, memory.bytes);
}
/* Returns the memory. Aborts while a frame is on the stack. */
struct coro_stack coro_side_stack_fini(struct coro_side_stack *);

/* Makes an empty side stack in a stack of the provider's source. Fails as the provider's acquire does. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_side_stack_open(struct coro_side_stack *side,
                                                                const struct coro_stack_provider *provider,
                                                                struct coro_stack_source *stacks)
{
    struct coro_stack memory;
    enum coro_status why = provider->acquire(stacks, &memory);
    if (CORO_UNLIKELY(why))
        return why;
    coro_side_stack_init(side, memory);
    return CORO_OK;
}
/* Gives the stack back to the source. Aborts while a frame is on it. */
CORO_INLINE void coro_side_stack_close(struct coro_side_stack *side, const struct coro_stack_provider *provider,
                                       struct coro_stack_source *stacks)
{
    provider->release(stacks, coro_side_stack_fini(side));
}

/* Returns the bytes that a frame takes. Never 0: two frames have different addresses, and each has room for a hole. */
CORO_INLINE size_t coro_side_stack_bytes(struct coro_layout layout)
{
    return coro_round_up(layout.bytes + !layout.bytes, CORO_MAX_ALIGN);
}

/* The slow paths of push and pop, and the check, in coro/stack/side_stack.c. */
CORO_MUST_USE enum coro_status coro_side_stack_push_aligned(struct coro_side_stack *, struct coro_layout, void **frame);
void coro_side_stack_make_hole(struct coro_side_stack *, char *from, char *to);
void coro_side_stack_close_holes(struct coro_side_stack *);
void coro_side_stack_check(const struct coro_side_stack *, const char *from, const char *to);

/* Allocates a frame. Returns CORO_ERR_DOES_NOT_FIT when too little is free; the stack stays usable. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_side_stack_push(struct coro_side_stack *side, struct coro_layout layout,
                                                                void **frame)
{
    if (layout.align > CORO_MAX_ALIGN || layout.bytes > PTRDIFF_MAX || (CORO_CHECKS && !coro_layout_is_power_of_two(layout)))
        return coro_side_stack_push_aligned(side, layout, frame);
    char *at = side->top;
    size_t bytes = coro_side_stack_bytes(layout);
    if (CORO_UNLIKELY((size_t)(side->end - at) < bytes))
        return CORO_ERR_DOES_NOT_FIT;
    coro_notice_hand_out(at, layout.bytes);
    side->top = at + bytes;
    *frame = at;
    return CORO_OK;
}

/* Frees a frame that push allocated for the same layout. Any order is allowed. */
CORO_INLINE void coro_side_stack_pop(struct coro_side_stack *side, void *frame, struct coro_layout layout)
{
    char *end = (char *)frame + coro_side_stack_bytes(layout);
    if (CORO_CHECKS)
        coro_side_stack_check(side, (char *)frame, end);
    coro_notice_forbid(frame, (size_t)(end - (char *)frame));
    if (CORO_UNLIKELY(end != side->top)) {
        coro_side_stack_make_hole(side, (char *)frame, end);
        return;
    }
    side->top = (char *)frame;
    if (CORO_UNLIKELY(side->holes != NULL))
        coro_side_stack_close_holes(side);
}

CORO_C_END
#endif
