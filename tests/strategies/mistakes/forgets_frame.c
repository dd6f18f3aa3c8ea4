/* SPDX-License-Identifier: MIT */
/* place says CORO_OK for small frames, and sets nothing. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (layout.bytes <= 32)
        return CORO_OK;
    return heap_place(layout, holders, frame);
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
