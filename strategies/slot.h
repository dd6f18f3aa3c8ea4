/* SPDX-License-Identifier: MIT */
/* Room for one frame behind the iterator, for the rows whose adapter ends in that: a `slot` at a multiple of CORO_MAX_ALIGN. A
 * frame with a higher alignment gets slack to reach it; a compiler would align the iterator's type instead. */
#ifndef STRATEGIES_SLOT_H
#define STRATEGIES_SLOT_H
#include "strategies/strategy.h"

CORO_INLINE size_t slack_bytes(struct coro_layout frame) { return frame.align > CORO_MAX_ALIGN ? frame.align : 0; }
CORO_INLINE size_t slot_room(struct coro_layout frame) { return frame.bytes + slack_bytes(frame); }
CORO_INLINE void *slot_frame(char *slot, struct coro_layout frame)
{
    return slack_bytes(frame) ? coro_align_up(slot, frame.align) : slot;
}

#endif
