/* SPDX-License-Identifier: MIT */
/* The task's second stack, for rows whose next() and drop are handed the task. */
#include "strategies/side_stack/task_side_stack.h"

CORO_INLINE enum coro_status side_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_side_stack_push(&task_part(holders.task)->side, layout, frame);
}
CORO_INLINE void side_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_side_stack_pop(&task_part(holders.task)->side, frame, layout);
}
static const struct placing placing = {
    .place = side_place, .release = side_release, .task_init = side_init, .task_fini = side_fini
};
