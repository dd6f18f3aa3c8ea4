/* SPDX-License-Identifier: MIT */
/* Places frames on the task's second stack (coro/side_stack.h), for rows whose next() and drop are handed the task. Include it
 * behind the row's structs; struct task_part has a `struct coro_side_stack side`. A row may define SIDE_STACKS, the provider of
 * the stacks, which is also its `.stacks`. */
#ifndef SIDE_STACKS
#define SIDE_STACKS coro_pooled_side_stacks
#endif

CORO_UNUSED static enum coro_status side_init(struct task_part *part, struct coro_stack_source *stacks)
{
    return coro_side_stack_open(&part->side, &SIDE_STACKS, stacks);
}
CORO_UNUSED static void side_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    coro_side_stack_close(&part->side, &SIDE_STACKS, stacks);
}
CORO_INLINE enum coro_status side_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_side_stack_push(&task_part(holders.task)->side, layout, frame);
}
CORO_INLINE void side_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_side_stack_pop(&task_part(holders.task)->side, frame, layout);
}
static const struct placing side_placing CORO_UNUSED = {
    .place = side_place, .release = side_release, .task_init = side_init, .task_fini = side_fini
};
