/* SPDX-License-Identifier: MIT */
/* The iterator's slot is never free again. */
#include "strategies/strategy.h"

struct adapter { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[256]; };
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct adapter *adapter = holders.adapter;
    if (adapter->is_taken)
        return CORO_ERR_BUSY;
    if (layout.bytes > sizeof adapter->slot || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_DOES_NOT_FIT;
    adapter->is_taken = true;
    *frame = adapter->slot;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
