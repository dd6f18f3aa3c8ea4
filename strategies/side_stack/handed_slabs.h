/* SPDX-License-Identifier: MIT */
/* The task's second stack as a chain of slabs (coro/task_slabs.h), for rows whose next() and drop are handed the task. */
#include "coro/task_slabs.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_task_slabs slabs; };

static enum coro_status slabs_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_init(&part->slabs);
    return CORO_OK;
}
static void slabs_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_task_slabs_fini(&part->slabs);
}
CORO_INLINE void *slabs_place_quickly(struct coro_layout layout, struct holders holders)
{
    struct coro_task_slabs *slabs = &task_part(holders.task)->slabs;
    void *frame = NULL;
    if (CORO_UNLIKELY(!coro_task_slabs_have_room(slabs, layout)) || coro_task_slabs_push(slabs, layout, &frame))
        return NULL;
    return frame;
}
CORO_INLINE enum coro_status slabs_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_task_slabs_push(&task_part(holders.task)->slabs, layout, frame);
}
CORO_INLINE void slabs_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_task_slabs_pop(&task_part(holders.task)->slabs, frame, layout);
}
static const struct placing placing = {
    .place = slabs_place, .place_quickly = slabs_place_quickly, .release = slabs_release, .task_init = slabs_init,
    .task_fini = slabs_fini
};
