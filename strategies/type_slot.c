/* SPDX-License-Identifier: MIT */
/* Our own try: type_pool, with the frame that was dropped last in a place of its own, at a constant address of the thread.
 * While a thread has one frame of a type in flight, an item is a test and two stores, with no count and no list. More frames of
 * the type go to type_pool's bounded list. So the state is one word more per type and thread, and all else is type_pool's:
 * exact sizes, no header, nothing in caller, iterator and task, the plain next(self), frames that any thread may drop. Frames
 * lie in pages of their own (coro/block_chunk.h), so other blocks at the top of malloc's heap keep none of them.
 *
 * A list of free frames costs time by its chain: the head is stored by one item and loaded by the next, and so is the word in
 * the frame that leads on. The place of the latest frame has the first half of that chain. On `ready` that saves four
 * instructions and no time that ten rounds tell apart. */
#define HAS_TYPE_PART 1
#include "strategies/typed_frames.h"

struct adapter {};
struct call_site {};
struct task_part {};
struct type_part { struct coro_block_list frames; };

CORO_INLINE enum coro_status slot_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return typed_place(&holders.type->frames, layout, frame);
}
CORO_INLINE void *slot_place_quickly(struct coro_layout layout, struct holders holders)
{
    return coro_block_take_latest(&holders.type->frames, layout);
}
CORO_INLINE void slot_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_block_release_latest(&pool, &holders.type->frames, frame, layout);
}
static const struct placing placing = { .place = slot_place, .place_quickly = slot_place_quickly, .release = slot_release };

static const struct system systems[] = {
    { ".NET", "its PoolingAsyncValueTaskMethodBuilder keeps one ended box of each type per thread and one per core, and no list "
              "behind them",
      "https://github.com/dotnet/runtime/blob/HEAD/src/libraries/System.Private.CoreLib/src/System/Runtime/"
      "CompilerServices/PoolingAsyncValueTaskMethodBuilderT.cs" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 64,
    .sentence = "the last freed frame of its type, or one from a free list",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "pages, under a lock; each thread has free lists per type" },
    .systems = systems,
    .tuned_on = "ready depth recursion tasks burst type_bursts concurrent suspend_depth mixed_tasks real",
    .allocations = typed_allocations,
    .kept_blocks = typed_kept_blocks,
};
