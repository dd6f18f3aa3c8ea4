/* SPDX-License-Identifier: MIT */
/* The block has eight bytes less than the frame. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc((struct coro_layout){ layout.bytes - 8, layout.align });
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
