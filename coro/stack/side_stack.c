/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/side_stack.h: the end of a side stack, alignment beyond malloc's, and holes. */
#include "coro/bug.h"
#include "coro/side_stack.h"

_Thread_local struct coro_side_stack *coro_side_stack_current;

struct coro_stack coro_side_stack_fini(struct coro_side_stack *side)
{
    if (side->top != side->base)
        coro_bug("a side stack ends while %zu bytes of frames are on it", (size_t)(side->top - side->base));
    return (struct coro_stack){ side->base, (size_t)(side->end - side->base) };
}

/* The bytes skipped for the alignment become a hole, which closes with the frame above it. */
enum coro_status coro_side_stack_push_aligned(struct coro_side_stack *side, struct coro_layout layout, void **frame)
{
    char *at = coro_align_up(side->top, layout.align);
    size_t bytes = coro_side_stack_bytes(layout);
    if (at > side->end || (size_t)(side->end - at) < bytes)
        return CORO_ERR_DOES_NOT_FIT;
    if (at != side->top)
        coro_side_stack_make_hole(side, side->top, at);
    side->top = at + bytes;
    *frame = at;
    return CORO_OK;
}

/* Frames take multiples of 16 bytes, enough for a hole. */
_Static_assert(sizeof(struct coro_side_hole) <= CORO_MAX_ALIGN, "a hole must fit the smallest frame");

/* The list is in descending addresses: making a hole searches it, closing holes looks only at its head. */
void coro_side_stack_make_hole(struct coro_side_stack *side, char *from, char *to)
{
    struct coro_side_hole **at = &side->holes, *hole = (struct coro_side_hole *)from;
    while (*at && (char *)*at > from)
        at = &(*at)->next;
    *hole = (struct coro_side_hole){ *at, to };
    *at = hole;
}

void coro_side_stack_close_holes(struct coro_side_stack *side)
{
    while (side->holes && side->holes->end == side->top) {
        side->top = (char *)side->holes;
        side->holes = side->holes->next;
    }
}
