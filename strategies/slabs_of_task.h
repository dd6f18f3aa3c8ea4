/* SPDX-License-Identifier: MIT */
/* Places frames in the task's chain of slabs (coro/task_slabs.h), for rows whose next() and drop are handed the task. Include it
 * behind the row's structs; struct task_part has a `struct coro_task_slabs slabs`. */
CORO_UNUSED static enum coro_status slabs_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_init(&part->slabs);
    return CORO_OK;
}
CORO_UNUSED static void slabs_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_fini(&part->slabs);
}
CORO_INLINE void *slabs_place_quickly(struct coro_layout layout, struct holders holders)
{
    return coro_task_slabs_take(&task_part(holders.task)->slabs, layout);
}
CORO_INLINE enum coro_status slabs_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_task_slabs_push(&task_part(holders.task)->slabs, layout, frame);
}
CORO_INLINE void slabs_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_task_slabs_pop(&task_part(holders.task)->slabs, frame, layout);
}
static const struct placing slabs_placing CORO_UNUSED = {
    .place = slabs_place, .place_quickly = slabs_place_quickly, .release = slabs_release, .task_init = slabs_init,
    .task_fini = slabs_fini
};
