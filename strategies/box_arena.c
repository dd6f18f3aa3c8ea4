/* SPDX-License-Identifier: MIT */
/* Part 8's "box it with some custom allocator": the task's arena (coro/arena.h), which next() and drop are handed. The arena
 * frees nothing while a frame is alive. So a frame that lives on while others come and go, such as that of a filter that
 * rejects items, makes the arena grow. */
#include "coro/arena.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
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
    return coro_arena_take(&task_part(holders.task)->arena, layout);
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

static const struct strategy strategy = {
    .order = 34,
    .is_variant = true,
    .sentence = "a box from the task's arena",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_TASK },
    .threads = { "the heap, behind an arena per task" },
};
