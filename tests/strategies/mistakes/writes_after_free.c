/* SPDX-License-Identifier: MIT */
/* release links the block into a list after it has freed it. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static void *list;
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    free(frame);
    CORO_OPAQUE(frame);
    *(void **)frame = list;
    list = NULL;
}
static const struct placing placing = { .place = heap_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
