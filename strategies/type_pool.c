/* SPDX-License-Identifier: MIT */
/* Each type of iterator has a free list of frames per thread, beside its vtable, as .NET has for each type of state machine. The
 * callee knows its type, so a frame has the exact size and no header, and comes from the head of a list at a constant address.
 * Caller, iterator and task carry nothing, next(self) keeps its plain signature, and every future may escape. A box cached in the
 * callee does the same for one object; this list serves all objects of a type, so ten thousand that take turns share one frame.
 *
 * The list is bounded, as .NET's cache is: by some dozens of frames, or 16 KiB of them. A full list gives half of its frames
 * back, and an empty one takes as many, so frames that one thread begins and another drops flow back (coro/block_chunk.h). The
 * bound costs an item three instructions, which count the free frames; .NET's one frame per thread needs no count: type_slot. Up
 * to 24 pages wait for the next frames, after short threads and between two threads, too, where malloc keeps one or two. */
#define HAS_TYPE_PART 1
#include "strategies/typed_frames.h"

struct adapter {};
struct call_site {};
struct task_part {};
struct type_part { struct coro_block_list frames; };

CORO_INLINE enum coro_status pool_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return typed_place(&holders.type->frames, layout, frame);
}
CORO_INLINE void *pool_place_quickly(struct coro_layout layout, struct holders holders)
{
    return coro_block_take(&holders.type->frames, layout);
}
CORO_INLINE void pool_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_block_release(&pool, &holders.type->frames, frame, layout);
}
static const struct placing placing = { .place = pool_place, .place_quickly = pool_place_quickly, .release = pool_release };

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
    .is_swept = true,
    .sentence = "a free list of frames per type of iterator",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "pages of blocks, under a lock, behind free lists per type and thread" },
    .systems = systems,
    .allocations = typed_allocations,
    .kept_blocks = typed_kept_blocks,
};
