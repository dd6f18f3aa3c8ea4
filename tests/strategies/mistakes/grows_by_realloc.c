/* SPDX-License-Identifier: MIT */
/* The task's frames lie in one block, which grows while they live. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { char *block; size_t used; };

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct task_part *part = task_part(holders.task);
    size_t from = coro_round_up(part->used, CORO_MAX_ALIGN);
    if (layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    char *block = realloc(part->block, from + layout.bytes);
    if (block == NULL)
        return CORO_ERR_NO_MEMORY;
    part->block = block;
    part->used = from + layout.bytes;
    *frame = block + from;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    struct task_part *part = task_part(holders.task);
    if ((char *)frame + layout.bytes == part->block + part->used)
        part->used = (size_t)((char *)frame - part->block);
}
static void free_block(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    free(part->block);
    *part = (struct task_part){ 0 };
}
static const struct placing placing = { .place = own_place, .release = own_release, .task_fini = free_block };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
