/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/side_stack.h: the end of a side stack, alignment beyond malloc's, and holes. */
#define CORO_NOTICE_MEMORY 1        /* also for units that check beside a library that does not */
#include "coro/side_stack.h"
#include "coro/bug.h"

_Thread_local struct coro_side_stack *coro_side_stack_current;

struct coro_stack coro_side_stack_fini(struct coro_side_stack *side)
{
    if (side->top != side->base)
        coro_bug("a side stack ends while %zu bytes of frames are on it", (size_t)(side->top - side->base));
    struct coro_stack memory = { side->base, (size_t)(side->end - side->base) };
    if (coro_notice_guards_memory())
        coro_notice_hand_out(memory.base, memory.bytes);
    return memory;
}

/* Frames take multiples of 16 bytes, enough for a hole. */
_Static_assert(sizeof(struct coro_side_hole) <= CORO_MAX_ALIGN, "a hole must fit the smallest frame");

/* Where a tool guards free memory, a hole is opened for each access. */
enum guard { PLAIN, GUARDED };
CORO_INLINE struct coro_side_hole read_hole(struct coro_side_hole *hole, enum guard guard)
{
    if (guard == PLAIN)
        return *hole;
    bool is_forbidden = coro_notice_is_forbidden(hole);
    coro_notice_open(hole, sizeof *hole);
    struct coro_side_hole read = *hole;
    if (is_forbidden)
        coro_notice_forbid(hole, sizeof *hole);
    return read;
}
CORO_INLINE void write_hole(struct coro_side_hole *hole, struct coro_side_hole written, enum guard guard)
{
    if (guard == PLAIN) {
        hole->next = written.next;
        hole->end = written.end;
        return;
    }
    bool is_forbidden = coro_notice_is_forbidden(hole);
    coro_notice_open(hole, sizeof *hole);
    *hole = written;
    if (is_forbidden)
        coro_notice_forbid(hole, sizeof *hole);
}

/* The bytes skipped for the alignment become a hole, which closes with the frame above it. */
enum coro_status coro_side_stack_push_aligned(struct coro_side_stack *side, struct coro_layout layout, void **frame)
{
    if (!coro_layout_is_power_of_two(layout))
        coro_bug("a frame's alignment of %zu is no power of two", layout.align);
    if (!coro_layout_is_possible(layout))
        return CORO_ERR_DOES_NOT_FIT;
    char *from = side->top, *at = coro_align_up(from, layout.align);
    size_t bytes = coro_side_stack_bytes(layout);
    if (at < from || at > side->end || (size_t)(side->end - at) < bytes)
        return CORO_ERR_DOES_NOT_FIT;
    side->top = at + bytes;
    if (at != from)
        coro_side_stack_make_hole(side, from, at);
    coro_notice_hand_out(at, layout.bytes);
    *frame = at;
    return CORO_OK;
}

/* The list is in descending addresses: making a hole searches it, closing holes looks only at its head. */
CORO_INLINE void make_hole(struct coro_side_stack *side, char *from, char *to, enum guard guard)
{
    struct coro_side_hole *above = NULL, *below = side->holes;
    while (below && (char *)below > from) {
        above = below;
        below = read_hole(above, guard).next;
    }
    write_hole((struct coro_side_hole *)from, (struct coro_side_hole){ below, to }, guard);
    if (above)
        write_hole(above, (struct coro_side_hole){ (struct coro_side_hole *)from, read_hole(above, guard).end }, guard);
    else
        side->holes = (struct coro_side_hole *)from;
}

static CORO_NOINLINE void make_guarded_hole(struct coro_side_stack *side, char *from, char *to)
{
    make_hole(side, from, to, GUARDED);
}
void coro_side_stack_make_hole(struct coro_side_stack *side, char *from, char *to)
{
    if (coro_notice_guards_memory())
        make_guarded_hole(side, from, to);
    else
        make_hole(side, from, to, PLAIN);
}

CORO_INLINE void close_holes(struct coro_side_stack *side, enum guard guard)
{
    while (side->holes) {
        struct coro_side_hole hole = read_hole(side->holes, guard);
        if (hole.end != side->top)
            return;
        side->top = (char *)side->holes;
        side->holes = hole.next;
    }
}

static CORO_NOINLINE void close_guarded_holes(struct coro_side_stack *side) { close_holes(side, GUARDED); }
void coro_side_stack_close_holes(struct coro_side_stack *side)
{
    if (coro_notice_guards_memory())
        close_guarded_holes(side);
    else
        close_holes(side, PLAIN);
}

/* Memory below the top that overlaps no hole is a frame. */
void coro_side_stack_check(const struct coro_side_stack *side, const char *from, const char *to)
{
    if (from < side->base || to > side->top || to <= from)
        coro_bug("a frame is released to a side stack that does not have it, perhaps for the second time");
    for (struct coro_side_hole *at = side->holes; at != NULL;) {
        struct coro_side_hole hole = read_hole(at, GUARDED);
        if ((char *)at < to && hole.end > from)
            coro_bug("a frame of a side stack is released twice, or with another size");
        at = hole.next;
    }
}
