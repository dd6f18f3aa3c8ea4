/* SPDX-License-Identifier: MIT */
/* place frees what it gives. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = heap_alloc(layout);
    if (*frame == NULL)
        return CORO_ERR_NO_MEMORY;
    free(*frame);
    return CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
