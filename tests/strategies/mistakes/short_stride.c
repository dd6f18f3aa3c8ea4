/* SPDX-License-Identifier: MIT */
/* Frames lie in a static array, eight bytes too close to one another. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

enum { MOST = 16 };
static _Alignas(64) char pool[MOST << 16];
static bool is_taken[MOST];
CORO_INLINE size_t stride(struct coro_layout layout) { return layout.bytes > 64 ? layout.bytes - 8 : 64; }
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    for (size_t i = 0; i < MOST && layout.align == 8; i++)
        if (!is_taken[i]) {
            is_taken[i] = true;
            *frame = pool + i * stride(layout);
            return CORO_OK;
        }
    return CORO_ERR_DOES_NOT_FIT;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    is_taken[(size_t)((char *)frame - pool) / stride(layout)] = false;
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
