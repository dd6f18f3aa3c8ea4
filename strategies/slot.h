/* SPDX-License-Identifier: MIT */
/* Room for one frame behind the iterator, for the rows whose adapter is that. A frame that wants more than CORO_MAX_ALIGN gets the
 * slack that it takes to reach it; a compiler would align the iterator's type instead. */
#ifndef CORO_STRATEGIES_SLOT_H
#define CORO_STRATEGIES_SLOT_H
#include "strategies/strategy.h"

struct adapter { bool is_taken; _Alignas(CORO_MAX_ALIGN) char slot[]; };

CORO_INLINE size_t slack_bytes(struct coro_layout frame) { return frame.align > CORO_MAX_ALIGN ? frame.align : 0; }
CORO_UNUSED static size_t slot_bytes(struct coro_layout frame) { return sizeof(struct adapter) + frame.bytes + slack_bytes(frame); }
CORO_INLINE void *slot_of(struct adapter *adapter, struct coro_layout frame)
{
    return slack_bytes(frame) ? coro_align_up(adapter->slot, frame.align) : adapter->slot;
}

#endif
