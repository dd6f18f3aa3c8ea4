/* SPDX-License-Identifier: MIT */
/* The size is written in front of the frame, where malloc has its own. */
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
    ((size_t *)*frame)[-1] = layout.bytes;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
