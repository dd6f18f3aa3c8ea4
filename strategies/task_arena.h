/* SPDX-License-Identifier: MIT */
/* The task's arena as the place of frames, shared by the rows `box_arena`, where the callee asks, and `size_in_vtable/arena`,
 * where the caller asks. */
#ifndef STRATEGIES_TASK_ARENA_H
#define STRATEGIES_TASK_ARENA_H
#include "coro/arena.h"
#include "strategies/strategy.h"

struct task_part { struct coro_arena arena; };

static enum coro_status arena_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    part->arena = (struct coro_arena){ 0 };
    return CORO_OK;
}
static void arena_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_arena_fini(&part->arena);
}
CORO_INLINE void *arena_place_quickly(struct coro_layout layout, struct holders holders)
{
    struct coro_arena *arena = &task_part(holders.task)->arena;
    void *frame = NULL;
    if (CORO_UNLIKELY(!coro_arena_has_room(arena, layout)) || coro_arena_alloc(arena, layout, &frame))
        return NULL;
    return frame;
}
CORO_INLINE enum coro_status arena_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_arena_alloc(&task_part(holders.task)->arena, layout, frame);
}
CORO_INLINE void arena_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_arena_release_block(&task_part(holders.task)->arena, frame, layout);
}
static const struct placing placing = {
    .place = arena_place, .place_quickly = arena_place_quickly, .release = arena_release, .task_init = arena_init,
    .task_fini = arena_fini
};

#endif
