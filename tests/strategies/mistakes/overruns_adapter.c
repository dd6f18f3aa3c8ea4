/* SPDX-License-Identifier: MIT */
/* The adapter ends eight bytes before its slot does. */
#include "strategies/strategy.h"

struct adapter { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[]; };
struct call_site {};
struct task_part {};

static size_t too_few(struct coro_layout frame) { return sizeof(struct adapter) + frame.bytes - 8; }
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct adapter *adapter = holders.adapter;
    if (adapter->is_taken || layout.align > CORO_MAX_ALIGN)
        return CORO_ERR_BUSY;
    adapter->is_taken = true;
    *frame = adapter->slot;
    return CORO_OK;
}
CORO_INLINE void own_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)frame, (void)layout;
    holders.adapter->is_taken = false;
}
static const struct placing placing = { .place = own_place, .release = own_release, .adapter_bytes = too_few };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
