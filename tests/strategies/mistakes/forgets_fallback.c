/* SPDX-License-Identifier: MIT */
/* Frames that are too large for the call site are boxes, and .lives does not say so. */
#include "strategies/strategy.h"

enum { ROOM_BYTES = 64 };
struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char bytes[ROOM_BYTES]; };
struct task_part {};

static bool fits(struct coro_layout layout) { return layout.bytes <= ROOM_BYTES && layout.align <= CORO_MAX_ALIGN; }
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = fits(layout) ? holders.site->bytes : heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    if (!fits(layout))
        free(frame);
}
static unsigned own_allocations(struct coro_layout layout, enum awaiter awaiter)
{
    (void)awaiter;
    return !fits(layout);
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE },
    .allocations = own_allocations,
};
