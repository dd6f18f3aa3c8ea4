/* SPDX-License-Identifier: MIT */
/* The slot of the task that was met first is used whenever its flag says that it is free, also when that task has ended. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[256]; };

static struct task_part *first;

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (first == NULL)
        first = task_part(holders.task);
    if (first->is_taken || layout.bytes > sizeof first->slot || layout.align > CORO_MAX_ALIGN)
        return heap_place(layout, holders, frame);
    first->is_taken = true;
    *frame = first->slot;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    if (frame == first->slot)
        first->is_taken = false;
    else
        heap_release(frame, layout, holders);
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
