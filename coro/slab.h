/* SPDX-License-Identifier: MIT */
/* An allocator of small blocks: one free list per size class and thread. Blocks have no headers, so the caller names the size
 * when it frees, as Rust's allocators require. Larger blocks come from malloc. The row box_slab places frames in it.
 *
 * A slab keeps a bounded number of free blocks per class. It gives others back at once, and those when its thread ends or calls
 * coro_slab_trim() (coro/block_chunk.h). */
#ifndef CORO_SLAB_H
#define CORO_SLAB_H
#include <stdbool.h>
#include "coro/attributes.h"
#include "coro/block_chunk.h"
CORO_C_BEGIN

enum { CORO_SLAB_STEP_BYTES = 32, CORO_SLAB_CLASSES = 64, CORO_SLAB_MAX_BYTES = CORO_SLAB_STEP_BYTES * CORO_SLAB_CLASSES };
struct coro_slab { struct coro_block_list classes[CORO_SLAB_CLASSES]; struct coro_block_pool pool; };
extern CORO_THREAD_LOCAL struct coro_slab coro_slab;

/* Returns 0, less one for each block of this thread that is in use. */
size_t coro_slab_kept_blocks(void);
/* Gives this thread's free blocks back: to the heap where all blocks of a chunk are free, and to other threads where not. */
void coro_slab_trim(void);

/* Blocks too large for a class: malloc with any alignment, and free. */
void *coro_slab_alloc_large(struct coro_layout);
void coro_slab_release_large(void *at);
void coro_slab_check(struct coro_layout);

CORO_INLINE size_t coro_slab_bytes(struct coro_layout layout)
{
    size_t step = layout.align > CORO_SLAB_STEP_BYTES ? layout.align : (size_t)CORO_SLAB_STEP_BYTES;
    return coro_round_up(layout.bytes + !layout.bytes, step);
}
CORO_INLINE bool coro_slab_has_class(struct coro_layout layout)
{
    return layout.bytes <= CORO_SLAB_MAX_BYTES && coro_slab_bytes(layout) - 1 < CORO_SLAB_MAX_BYTES;
}
CORO_INLINE struct coro_block_list *coro_slab_class(struct coro_layout layout)
{
    return &coro_slab.classes[coro_slab_bytes(layout) / CORO_SLAB_STEP_BYTES - 1];
}

/* A class serves every alignment that divides its size. */
CORO_INLINE struct coro_layout coro_slab_block(struct coro_layout layout)
{
    return (struct coro_layout){ coro_slab_bytes(layout), CORO_MAX_ALIGN };
}

/* Allocates a block where that takes no call; otherwise NULL. */
CORO_INLINE void *coro_slab_take(struct coro_layout layout)
{
    void *at = coro_slab_has_class(layout) ? coro_block_take(coro_slab_class(layout), coro_slab_block(layout)) : NULL;
    size_t used_bytes = layout.bytes + !layout.bytes;
    if (at != NULL)
        coro_notice_forbid((char *)at + used_bytes, coro_slab_bytes(layout) - used_bytes);
    return at;
}

/* Allocates a block; NULL when the heap is exhausted, and for a layout that no memory has. */
CORO_INLINE void *coro_slab_alloc(struct coro_layout layout)
{
    if (CORO_CHECKS)
        coro_slab_check(layout);
    if (!coro_slab_has_class(layout))
        return coro_slab_alloc_large(layout);
    struct coro_block_list *list = coro_slab_class(layout);
    if (CORO_UNLIKELY(list->free == NULL) && coro_block_refill(&coro_slab.pool, list, coro_slab_bytes(layout)))
        return NULL;
    return coro_slab_take(layout);
}

/* Frees a block that coro_slab_alloc returned, on any thread, for the same layout; not NULL. Units that check abort for a block
 * that is free, and for NULL. For blocks above CORO_SLAB_MAX_BYTES the library checks; where it does not, the C library may abort
 * in its words. */
CORO_INLINE void coro_slab_release(void *at, struct coro_layout layout)
{
    if (coro_slab_has_class(layout))
        coro_block_release(&coro_slab.pool, coro_slab_class(layout), at, coro_slab_block(layout));
    else
        coro_slab_release_large(at);
}

CORO_C_END
#endif
