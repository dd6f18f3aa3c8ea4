/* SPDX-License-Identifier: MIT */
/* An allocator of small blocks: one free list per size class and thread. Blocks have no headers, so the caller names the size
 * when it frees, as Rust's allocators require. Larger blocks come from malloc. The row box_slab places frames in it. */
#ifndef CORO_SLAB_H
#define CORO_SLAB_H
#include <stdbool.h>
#include "coro/attributes.h"
#include "coro/block_chunk.h"

enum { CORO_SLAB_STEP_BYTES = 32, CORO_SLAB_CLASSES = 64, CORO_SLAB_MAX_BYTES = CORO_SLAB_STEP_BYTES * CORO_SLAB_CLASSES };
struct coro_slab { struct coro_block_list classes[CORO_SLAB_CLASSES]; struct coro_block_pool pool; };
extern _Thread_local struct coro_slab coro_slab;

/* Returns the number of chunks cached on this thread; 0 while a block is in use. */
size_t coro_slab_kept_blocks(void);
/* The slow paths: malloc with any alignment, and free. */
void *coro_slab_alloc_large(struct coro_layout);
void coro_slab_release_large(void *at);

CORO_INLINE size_t coro_slab_bytes(struct coro_layout layout)
{
    return coro_round_up(layout.bytes + !layout.bytes, layout.align > CORO_SLAB_STEP_BYTES ? layout.align : CORO_SLAB_STEP_BYTES);
}
CORO_INLINE bool coro_slab_has_class(struct coro_layout layout) { return coro_slab_bytes(layout) - 1 < CORO_SLAB_MAX_BYTES; }
CORO_INLINE struct coro_block_list *coro_slab_class(struct coro_layout layout)
{
    return &coro_slab.classes[coro_slab_bytes(layout) / CORO_SLAB_STEP_BYTES - 1];
}

/* Allocates a block; NULL when the heap is exhausted. A class serves every alignment that divides its size. */
CORO_INLINE void *coro_slab_alloc(struct coro_layout layout)
{
    size_t bytes = coro_slab_bytes(layout);
    if (!coro_slab_has_class(layout))
        return coro_slab_alloc_large(layout);
    return coro_block_pop(&coro_slab.pool, coro_slab_class(layout), bytes, bytes & -bytes);
}

/* Frees a block that coro_slab_alloc returned for the same layout, on any thread. It joins the free list of this thread. */
CORO_INLINE void coro_slab_release(void *at, struct coro_layout layout)
{
    if (coro_slab_has_class(layout))
        coro_block_push(coro_slab_class(layout), at);
    else
        coro_slab_release_large(at);
}

#endif
