/* SPDX-License-Identifier: MIT */
/* A header of four bytes lies in front of frames of 256 bytes and more. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

enum { HEADER_BYTES = 4 };
CORO_INLINE size_t header_bytes(struct coro_layout layout) { return layout.bytes >= 256 ? HEADER_BYTES : 0; }
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    char *block = heap_alloc((struct coro_layout){ layout.bytes + header_bytes(layout), layout.align });
    *frame = block + header_bytes(layout);
    return block ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    free((char *)frame - header_bytes(layout));
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
