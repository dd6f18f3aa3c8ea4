/* SPDX-License-Identifier: MIT */
/* A frame of 128 bytes is said to fit the call site, which has 64. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char scratch[64]; };
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (layout.bytes > 128 || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    *frame = holders.site->scratch;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
