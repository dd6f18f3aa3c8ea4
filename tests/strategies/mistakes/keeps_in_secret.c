/* SPDX-License-Identifier: MIT */
/* The last box of the thread stays for the next frame, and no .kept_blocks says so. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static _Thread_local struct { void *box; struct coro_layout layout; } kept;
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    if (kept.box && kept.layout.bytes == layout.bytes && kept.layout.align == layout.align) {
        *frame = kept.box;
        kept.box = NULL;
        return CORO_OK;
    }
    *frame = heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    free(kept.box);
    kept.box = frame;
    kept.layout = layout;
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
