/* SPDX-License-Identifier: MIT */
/* A frame takes two blocks; when there is no second, the first is forgotten. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { void *ticket; };
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    holders.site->ticket = malloc(sizeof(long));
    if (holders.site->ticket == NULL)
        return CORO_ERR_NO_MEMORY;
    return heap_place(layout, holders, frame);
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    free(holders.site->ticket);
    heap_release(frame, layout, holders);
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
