/* SPDX-License-Identifier: MIT */
/* task_init asks for a stack, and the strategy names no provider. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_stack stack; };

static enum coro_status own_init(struct task_part *part, struct coro_stack_source *stacks)
{
    return coro_pooled_side_stacks.acquire(stacks, &part->stack);
}
static void own_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    coro_pooled_side_stacks.release(stacks, part->stack);
}
static const struct placing placing = {
    .place = heap_place, .release = heap_release, .task_init = own_init, .task_fini = own_fini
};
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
