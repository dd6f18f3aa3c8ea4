/* SPDX-License-Identifier: MIT */
/* The frame begins a word before its slot, and so covers the flag that says that the slot is taken. */
#include "strategies/strategy.h"

struct adapter { _Alignas(CORO_MAX_ALIGN) bool is_taken; char slot[256]; };
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct adapter *adapter = holders.adapter;
    if (adapter->is_taken || layout.bytes > sizeof adapter->slot || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_BUSY;
    adapter->is_taken = true;
    *frame = &adapter->is_taken;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout;
    holders.adapter->is_taken = false;
}
static const struct placing placing = { .place = own_place, .release = own_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
