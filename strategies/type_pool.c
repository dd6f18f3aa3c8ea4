/* SPDX-License-Identifier: MIT */
/* Our own: each type of iterator has a free list of frames, which lies beside its vtable, one per thread. The callee knows its
 * type, so a frame is of the exact size, has no header, and is had by taking the first of a list whose address is a constant;
 * caller, iterator and task carry nothing, next(self) keeps its plain signature, and every future may escape. A box cached in
 * the callee does the same for one object; this does it for all objects of a type, so ten thousand of them that take turns share
 * one frame, and those that all wait have one each, side by side.
 *
 * Tried beside it, and measured as rows of their own: free lists by size class (box_slab) round sizes up and compute the class; a
 * call site that keeps what it learnt (caller_cached_box, size_in_vtable/box_reused) loses it with each body, so adapters have none;
 * a bump pointer per task (side_stack, box_arena) takes a page, or a chunk, of every task that waits.
 *
 * The memory of the most frames that a type ever had in flight stays with it, and a frame that is dropped on another thread stays
 * with that one. A type costs three words a thread. */
#define HAS_TYPE_PART 1
#include "coro/block_chunk.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
struct type_part { struct coro_block_list frames; };

static _Thread_local struct coro_block_pool pool;

CORO_INLINE enum coro_status pool_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = coro_block_pop(&pool, &holders.type->frames, coro_block_bytes(layout), layout.align);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void pool_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    coro_block_push(&holders.type->frames, frame);
}
static size_t pool_kept_blocks(void) { return coro_block_pool_kept(&pool); }
static const struct placing placing = { .place = pool_place, .release = pool_release };

static const struct strategy strategy = {
    .order = 65,
    .sentence = "a free list of frames per type of iterator",
    .placing = &placing,
    .kept_blocks = pool_kept_blocks,
};
