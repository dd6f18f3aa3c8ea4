/* SPDX-License-Identifier: MIT */
/* The call site is read before anything has set it. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { char *box; };
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    site->box[0] = 0;
    site->box = *frame = heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
static const struct placing placing = { .place = own_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
