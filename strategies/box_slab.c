/* SPDX-License-Identifier: MIT */
/* Part 8's "box it with some custom allocator": a free list per size class and thread (coro/slab.h). The frame's size is known on
 * both sides, so its class is a constant, and the allocator's fast path is compiled into the callee.
 *
 * An item takes fewer instructions than rustc 1.95's (peer:rust_abort/box_slab): see .fidelity.
 *
 * Each class keeps a bounded number of free blocks per thread. Others go back in batches, also to the thread that begins what
 * this one drops. The bound costs three instructions an item, a count of the free blocks; placing without a call (place_quickly)
 * saves seven. */
#include "coro/slab.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE void *slab_place_quickly(struct coro_layout layout, struct holders holders)
{
    (void)holders;
    return coro_slab_take(layout);
}
CORO_INLINE enum coro_status slab_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = coro_slab_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void slab_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    coro_slab_release(frame, layout);
}
static const struct placing placing = { .place = slab_place, .place_quickly = slab_place_quickly, .release = slab_release };

/* Frames larger than a page come from malloc. */
static unsigned slab_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)awaiter;
    return !coro_slab_has_class(frame);
}
static const struct system systems[] = {
    { "asio", "keeps two small blocks of ended coroutines per thread (by default), without size classes, and frees any other",
      "https://github.com/chriskohlhoff/asio/blob/HEAD/asio/include/asio/detail/thread_info_base.hpp" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 32,
    .sentence = "a box from a free list of its size class",
    .fidelity = "rustc 1.95 spends 19 instructions more: since its caller frees by the vtable's size, it computes the class (6), "
                "finds the lists (2), pushes (3), keeps the handle for that (1) and tests the vtable's drop for null (2), and "
                "next() saves registers for the path without a block (5); and 7 fewer: drop pushes here (4), and the class "
                "counts its free blocks (3)",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "pages of blocks, under a lock, behind free lists per thread" },
    .systems = systems,
    .allocations = slab_allocations,
    .kept_blocks = coro_slab_kept_blocks,
};
