/* SPDX-License-Identifier: MIT */
/* All frames lie in one buffer. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static _Alignas(64) char buffer[1 << 16];
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = buffer;
    return layout.bytes <= sizeof buffer ? CORO_OK : CORO_ERR_DOES_NOT_FIT;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
