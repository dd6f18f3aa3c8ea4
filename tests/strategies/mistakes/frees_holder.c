/* SPDX-License-Identifier: MIT */
/* release frees the adapter, in which a cached box was meant. */
#include "strategies/strategy.h"

struct adapter { void *box; };
struct call_site {};
struct task_part {};

CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout;
    free(holders.adapter);
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
