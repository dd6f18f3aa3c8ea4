/* SPDX-License-Identifier: MIT */
/* Places frames in the task's arena (coro/arena.h), for rows whose next() and drop are handed the task. Include it behind the
 * row's structs; struct task_part has a `struct coro_arena arena`. */
CORO_UNUSED static enum coro_status arena_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    part->arena = (struct coro_arena){ 0 };
    return CORO_OK;
}
CORO_UNUSED static void arena_fini(struct task_part *part, struct coro_stack_source *stacks)
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
static const struct placing arena_placing CORO_UNUSED = {
    .place = arena_place, .place_quickly = arena_place_quickly, .release = arena_release, .task_init = arena_init,
    .task_fini = arena_fini
};
