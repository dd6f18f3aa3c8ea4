/* SPDX-License-Identifier: MIT */
/* A row for in_flight_test.c alone: two frames beside the iterator, each with a flag that is read and then written. */
#include "strategies/strategy.h"

enum { FRAMES = 2, FRAME_BYTES = 256 };
struct adapter { struct { bool is_taken; _Alignas(CORO_MAX_ALIGN) char bytes[FRAME_BYTES]; } frames[FRAMES]; };
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status cache_place(struct coro_layout layout, struct holders holders, void **frame)
{
    for (int i = 0; i < FRAMES && layout.bytes <= FRAME_BYTES && layout.align <= CORO_MAX_ALIGN; i++)
        if (!holders.adapter->frames[i].is_taken) {
            holders.adapter->frames[i].is_taken = true;
            *frame = holders.adapter->frames[i].bytes;
            return CORO_OK;
        }
    *frame = heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void cache_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    for (int i = 0; i < FRAMES; i++)
        if (frame == holders.adapter->frames[i].bytes) {
            holders.adapter->frames[i].is_taken = false;
            return;
        }
    free(frame);
}
static const struct placing placing = { .place = cache_place, .release = cache_release };

static const struct strategy strategy = {
    .sentence = "two frames beside the iterator",
    .placing = &placing,
    .lives = { .where = LIVES_IN_ITERATOR },
};
