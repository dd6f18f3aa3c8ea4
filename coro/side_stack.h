/* SPDX-License-Identifier: MIT */
/* A second stack for frames whose size the caller does not know: push bumps a pointer, pop sets it back. From part 8 of the
 * blog series ("side stack"); Ada compilers do the same under the name of secondary stack.
 *
 *     base            top                    end
 *     | frame | frame |  free, grows up      |
 *
 * Frames have no header. One released out of order stays as a hole, listed in `holes` and written into its own memory, and goes
 * when everything above it has gone. Who releases out of order pays for it, by searching that list. Fixed size: a push that does
 * not fit fails. */
#ifndef CORO_SIDE_STACK_H
#define CORO_SIDE_STACK_H
#include "coro/polled.h"
#include "coro/stack.h"

struct coro_side_hole { struct coro_side_hole *next; char *end; };     /* in the memory of a dead frame */
struct coro_side_stack {
    char *top, *end;
    struct coro_side_hole *holes;       /* NULL while every frame has been released in order */
    char *base;
};

/* The side stack of the task that is being polled, for rows whose callees are not handed one. */
extern _Thread_local struct coro_side_stack *coro_side_stack_current;

/* In memory of the caller's, which a runtime takes from where it has its other stacks (coro/stack.h). base is 16-byte aligned. */
CORO_INLINE void coro_side_stack_init(struct coro_side_stack *side, struct coro_stack memory)
{
    *side = (struct coro_side_stack){ .top = memory.base, .end = memory.base + memory.bytes, .base = memory.base };
}
/* Gives the memory back. Every frame must have been released; aborts otherwise. */
struct coro_stack coro_side_stack_fini(struct coro_side_stack *);

/* What a frame takes: not nothing, or two would lie at one place, and there would be no room for a hole. */
CORO_INLINE size_t coro_side_stack_bytes(struct coro_layout layout)
{
    return coro_round_up(layout.bytes + !layout.bytes, CORO_MAX_ALIGN);
}

/* The slow halves of push and pop. */
CORO_MUST_USE enum coro_status coro_side_stack_push_aligned(struct coro_side_stack *, struct coro_layout, void **frame);
void coro_side_stack_make_hole(struct coro_side_stack *, char *from, char *to);
void coro_side_stack_close_holes(struct coro_side_stack *);

/* Memory for a frame, of less than half the address space. CORO_ERR_DOES_NOT_FIT when the stack is too full for it; the stack stays
 * usable. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_side_stack_push(struct coro_side_stack *side, struct coro_layout layout, void **frame)
{
    if (layout.align > CORO_MAX_ALIGN)
        return coro_side_stack_push_aligned(side, layout, frame);
    char *at = side->top;
    size_t bytes = coro_side_stack_bytes(layout);
    if (CORO_UNLIKELY((size_t)(side->end - at) < bytes))
        return CORO_ERR_DOES_NOT_FIT;
    side->top = at + bytes;
    *frame = at;
    return CORO_OK;
}

/* Gives back what push gave for the same layout, in any order. */
CORO_INLINE void coro_side_stack_pop(struct coro_side_stack *side, void *frame, struct coro_layout layout)
{
    char *end = (char *)frame + coro_side_stack_bytes(layout);
    if (CORO_UNLIKELY(end != side->top)) {
        coro_side_stack_make_hole(side, frame, end);
        return;
    }
    side->top = frame;
    if (CORO_UNLIKELY(side->holes != NULL))
        coro_side_stack_close_holes(side);
}

#endif
