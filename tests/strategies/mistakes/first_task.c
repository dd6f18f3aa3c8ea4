/* SPDX-License-Identifier: MIT */
/* The frame lies in the first task that ever asked. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[256]; };

static struct coro_task *first;
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (first == NULL)
        first = holders.task;
    struct task_part *part = task_part(first);
    if (part->is_taken || layout.bytes > sizeof part->slot || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_BUSY;
    part->is_taken = true;
    *frame = part->slot;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout, (void)holders;
    task_part(first)->is_taken = false;
}
static void forget(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)part, (void)stacks;
    first = NULL;
}
static const struct placing placing = { .place = own_place, .release = own_release, .task_fini = forget };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
