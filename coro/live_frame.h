/* SPDX-License-Identifier: MIT */
/* The frames that a strategy has placed and not taken back yet, for units that check (coro/checks.h). Each call aborts with a
 * sentence that names the strategy's function, the frame and the fault. Any thread. Calls nothing of the allocator. */
#ifndef CORO_LIVE_FRAME_H
#define CORO_LIVE_FRAME_H
#include "coro/polled.h"
CORO_C_BEGIN

/* `giver`, a function of the strategy, has given `at` for a frame of this layout. Aborts for NULL, and for an address without the
 * alignment. */
void coro_live_frame_check(const char *giver, const void *at, struct coro_layout);
/* Checks the same, and lists the frame. Aborts for memory of a live frame. */
void coro_live_frame_begins(const char *giver, const void *at, struct coro_layout);
/* The strategy is about to take the frame back. Aborts for a frame that is not live, and for another layout than it was placed
 * with. */
void coro_live_frame_ends(const void *at, struct coro_layout);
/* A live frame that shares a byte with this memory; NULL without one. *bytes gets the frame's size. */
const void *coro_live_frame_in(const void *at, size_t bytes, size_t *frame_bytes);

CORO_C_END
#endif
