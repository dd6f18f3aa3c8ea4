/* SPDX-License-Identifier: MIT */
/* Our own answer: each type of iterator has a free list of frames per thread, beside its vtable. The callee knows its type,
 * so a frame has the exact size and no header, and comes from the head of a list at a constant address. Caller, iterator and
 * task carry nothing, next(self) keeps its plain signature, and every future may escape. A box cached in the callee does the
 * same for one object; this list serves all objects of a type, so ten thousand of them that take turns share one frame.
 *
 * Measured beside it, as rows of their own: free lists by size class (box_slab) round sizes up and compute the class; a cache
 * at the call site (caller_cached_box, size_in_vtable/box_reused) ends with each body, so adapters have none; a bump pointer
 * per task (side_stack, box_arena) takes a page, or a chunk, for every task that waits.
 *
 * The list keeps as many frames as its type ever had in flight, until its thread ends. A frame dropped on another thread stays
 * with that thread: where one thread begins futures and another drops them, that one's list grows for ever. A type costs four
 * words per thread. */
#define HAS_TYPE_PART 1
#include "coro/block_chunk.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};
struct type_part { struct coro_block_list frames; };

static _Thread_local struct coro_block_pool pool = { .is_of_thread = true };

CORO_INLINE enum coro_status pool_place(struct coro_layout layout, struct holders holders, void **frame)
{
    size_t bytes = coro_block_bytes(layout);
    size_t used_bytes = layout.bytes + !layout.bytes;       /* a forbidden first byte would mean that the block is free */
    *frame = coro_block_pop(&pool, &holders.type->frames, bytes, layout.align);
    if (*frame == NULL)
        return CORO_ERR_NO_MEMORY;
    coro_notice_forbid((char *)*frame + used_bytes, bytes - used_bytes);
    return CORO_OK;
}
CORO_INLINE void pool_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_block_release(&holders.type->frames, frame, coro_block_bytes(layout), layout.align);
}
static size_t pool_kept_blocks(void) { return coro_block_pool_kept(&pool); }
static const struct placing placing = { .place = pool_place, .release = pool_release };

static const struct system systems[] = {
    { ".NET", "its PoolingAsyncValueTaskMethodBuilder keeps of each type of state machine one ended box per thread and one per "
              "core, and drops any other",
      "https://github.com/dotnet/runtime/blob/HEAD/src/libraries/System.Private.CoreLib/src/System/Runtime/"
      "CompilerServices/PoolingAsyncValueTaskMethodBuilderT.cs" },
    { "embassy", "has a static TaskPool<F, N> per task function: N places for its tasks, and an error beyond them",
      "https://github.com/embassy-rs/embassy/blob/HEAD/embassy-executor/src/raw/mod.rs" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 65,
    .sentence = "a free list of frames per type of iterator",
    .placing = &placing,
    .threads = { "the heap, behind free lists per type and thread" },
    .systems = systems,
    .kept_blocks = pool_kept_blocks,
};
