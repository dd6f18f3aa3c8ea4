/* SPDX-License-Identifier: MIT */
/* Small frames lie in a static slot, and release frees all. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static _Alignas(64) char slot[64];
static bool is_taken;
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    if (layout.bytes > sizeof slot || is_taken)
        return heap_place(layout, holders, frame);
    is_taken = true;
    *frame = slot;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
