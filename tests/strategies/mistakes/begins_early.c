/* SPDX-License-Identifier: MIT */
/* The frame begins where a header would lie, for which there is no room. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    char *block = heap_alloc(layout);
    *frame = block - layout.align;
    return block ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    free((char *)frame + layout.align);
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
