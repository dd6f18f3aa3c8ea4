/* SPDX-License-Identifier: MIT */
/* A row for in_flight_test.c alone: the task bumps a pointer through a block, and release sets it back to the frame, whatever
 * lies above. Right for futures that end in reverse order, and wrong for `&self`. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { char *top; _Alignas(CORO_MAX_ALIGN) char bytes[1 << 14]; };

static enum coro_status lifo_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    part->top = part->bytes;
    return CORO_OK;
}
CORO_INLINE enum coro_status lifo_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct task_part *part = task_part(holders.task);
    size_t bytes = coro_round_up(layout.bytes + !layout.bytes, CORO_MAX_ALIGN);
    if (layout.align > CORO_MAX_ALIGN || (size_t)(part->bytes + sizeof part->bytes - part->top) < bytes)
        return CORO_ERR_DOES_NOT_FIT;
    *frame = part->top;
    part->top += bytes;
    return CORO_OK;
}
CORO_INLINE void lifo_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    task_part(holders.task)->top = frame;
}
static const struct placing placing = { .place = lifo_place, .release = lifo_release, .task_init = lifo_init };

static const struct strategy strategy = {
    .sentence = "a stack that pops whatever comes",
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK },
};
