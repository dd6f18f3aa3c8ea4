/* SPDX-License-Identifier: MIT */
/* Frames from bounded lists of a type and a thread (coro/block_chunk.h), shared by the rows type_pool and type_slot, which differ
 * in how they take a frame without a call and release it. The list lies in the row's type_part. */
#include "coro/block_chunk.h"
#include "strategies/strategy.h"

static _Thread_local struct coro_block_pool pool = { .is_of_thread = true };

CORO_INLINE enum coro_status typed_place(struct coro_block_list *frames, struct coro_layout layout, void **frame)
{
    *frame = coro_block_pop(&pool, frames, layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
static unsigned typed_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)awaiter;
    return coro_block_bytes(frame) > CORO_BLOCK_MAX_BYTES;
}
static size_t typed_kept_blocks(void) { return coro_block_pool_kept(&pool); }
