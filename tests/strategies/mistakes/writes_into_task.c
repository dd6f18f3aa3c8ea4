/* SPDX-License-Identifier: MIT */
/* release writes a word in front of its part of the task. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { void *last; };

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    ((void **)task_part(holders.task))[-1] = frame;
    free(frame);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
