/* SPDX-License-Identifier: MIT */
/* The frame is freed with its list of blocks, and once more. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    void *blocks[] = { frame, frame };
    (void)layout, (void)holders;
    for (int i = 0; i < 2; i++)
        free(blocks[i]);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
