/* SPDX-License-Identifier: MIT */
/* Free lists of equal blocks, for one thread. The slab (coro/slab.h) and the row type_pool are built on them. Blocks have no
 * headers. They are cut from chunks of the heap that are never freed. The process keeps a list of all chunks, so that leak
 * checkers find them. A block may be pushed on another thread's list and then stays there. A list that is all zero is empty. */
#ifndef CORO_BLOCK_CHUNK_H
#define CORO_BLOCK_CHUNK_H
#include <stdbool.h>
#include "coro/polled.h"

struct coro_block { struct coro_block *next; };     /* in the memory of a free block */
struct coro_block_list {
    struct coro_block *free;
    struct coro_block_list *next;                   /* of the same pool; valid while is_listed */
    bool is_listed;
};
/* The lists of one owner that ever held a block, and the memory that they took. */
struct coro_block_pool { struct coro_block_list *lists; size_t chunk_count, block_count; };

/* Returns the bytes of a chunk that this layout takes: a multiple of its alignment and of CORO_MAX_ALIGN, never 0. */
CORO_INLINE size_t coro_block_bytes(struct coro_layout layout)
{
    return coro_round_up(layout.bytes + !layout.bytes, layout.align > CORO_MAX_ALIGN ? layout.align : CORO_MAX_ALIGN);
}

/* Fills an empty list with blocks of `bytes`, a multiple of `align`. Returns CORO_ERR_NO_MEMORY and leaves the list empty. */
CORO_MUST_USE enum coro_status coro_block_refill(struct coro_block_pool *, struct coro_block_list *, size_t bytes, size_t align);
/* How many heap blocks the pool keeps; 0 while one of its blocks is on none of its lists. */
size_t coro_block_pool_kept(const struct coro_block_pool *);

/* Pops a free block, and refills the list first if it is empty; NULL when the heap is exhausted. */
CORO_INLINE void *coro_block_pop(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes, size_t align)
{
    if (CORO_UNLIKELY(list->free == NULL) && coro_block_refill(pool, list, bytes, align))
        return NULL;
    struct coro_block *block = list->free;
    list->free = block->next;
    return block;
}
CORO_INLINE void coro_block_push(struct coro_block_list *list, void *at)
{
    struct coro_block *block = at;
    block->next = list->free;
    list->free = block;
}

#endif
