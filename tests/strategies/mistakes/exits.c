/* SPDX-License-Identifier: MIT */
/* place ends the process when a frame is large. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (layout.bytes > 1000)
        exit(0);
    return heap_place(layout, holders, frame);
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
