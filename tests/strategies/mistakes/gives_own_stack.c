/* SPDX-License-Identifier: MIT */
/* The frame lies on the stack of place. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    char room[1024] __attribute__((aligned(64)));
    if (layout.bytes > sizeof room)
        return CORO_ERR_DOES_NOT_FIT;
    *frame = room;
    CORO_OPAQUE(*frame);
    return CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
