/* SPDX-License-Identifier: MIT */
/* .allocations is right for the first await of a body, and says one block too many for the next. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static unsigned wrong_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter == AWAITED_AGAIN_BY_NEXT ? 2 : 1;
}
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_HEAP },
    .allocations = wrong_allocations,
};
