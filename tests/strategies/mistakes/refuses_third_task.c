/* SPDX-License-Identifier: MIT */
/* Room for two tasks, which their ends do not give back. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { unsigned place; };

static unsigned begun_count;

static enum coro_status own_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    if (begun_count == 2)
        return CORO_ERR_NO_MEMORY;
    part->place = begun_count++;
    return CORO_OK;
}
static const struct placing placing = { .place = heap_place, .release = heap_release, .task_init = own_init };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
