/* SPDX-License-Identifier: MIT */
/* A row for failing_heap_test.c alone: a stack in the task moves its top before it looks whether the frame fits. */
#include "strategies/strategy.h"

enum { ROOM_BYTES = 4096 };
struct adapter {};
struct call_site {};
struct task_part { size_t used; _Alignas(CORO_MAX_ALIGN) char bytes[ROOM_BYTES]; };

static enum coro_status room_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    part->used = 0;
    return CORO_OK;
}
CORO_INLINE enum coro_status room_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct task_part *part = task_part(holders.task);
    size_t at = part->used;
    part->used += coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    if (part->used > ROOM_BYTES || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    *frame = part->bytes + at;
    return CORO_OK;
}
CORO_INLINE void room_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    task_part(holders.task)->used = (size_t)((char *)frame - task_part(holders.task)->bytes);
}
static const struct placing placing = { .place = room_place, .release = room_release, .task_init = room_init };

static const struct strategy strategy = {
    .sentence = "a stack in the task that loses room",
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK },
};
