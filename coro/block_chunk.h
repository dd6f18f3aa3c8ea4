/* SPDX-License-Identifier: MIT */
/* Free lists of equal blocks, for one thread. The slab (coro/slab.h) and the row type_pool are built on them. Blocks have no
 * headers. They are cut from chunks of the heap. The process keeps a list of all chunks, so that leak checkers find them. A block
 * may be released to another thread's list and then stays there. A list that is all zero is empty; so is a pool.
 *
 * A thread's free blocks outlive it: when it ends, or trims, chunks of which every block is free return to the heap, and the
 * other free blocks go to the next list of their size that is empty. */
#ifndef CORO_BLOCK_CHUNK_H
#define CORO_BLOCK_CHUNK_H
#include <stdbool.h>
#include "coro/base/thread_end.h"
#include "coro/checks.h"
#include "coro/notice.h"
#include "coro/polled.h"

/* In the memory of a free block. */
struct coro_block {
    struct coro_block *next;
    uintptr_t mark;                                 /* of units that check: this block is free */
};
struct coro_block_list {
    struct coro_block *free;
    struct coro_block_list *next;                   /* of the same pool; valid while listed */
    size_t bytes, align;                            /* of the blocks; 0 while not listed */
};
/* The lists of one owner that ever held a block, and the memory that they took. */
struct coro_block_pool {
    struct coro_block_list *lists;
    size_t chunk_count, block_count;
    bool is_of_thread;                              /* thread-local: ends with its thread; its library stays loaded */
    bool is_begun;                                  /* the thread's end is registered */
    struct coro_thread_end at_end;
};

/* Returns the bytes of a chunk that this layout takes: a multiple of its alignment and of CORO_MAX_ALIGN, never 0. No chunk has
 * the bytes that it returns for an impossible layout. */
CORO_INLINE size_t coro_block_bytes(struct coro_layout layout)
{
    if (!coro_layout_is_possible(layout))
        return SIZE_MAX - SIZE_MAX % CORO_MAX_ALIGN;
    return coro_round_up(layout.bytes + !layout.bytes, layout.align > CORO_MAX_ALIGN ? layout.align : CORO_MAX_ALIGN);
}

/* Fills an empty list with blocks of `bytes`, a multiple of `align`. Returns CORO_ERR_NO_MEMORY and leaves the list empty. */
CORO_MUST_USE enum coro_status coro_block_refill(struct coro_block_pool *, struct coro_block_list *, size_t bytes, size_t align);
/* Returns how many heap blocks the pool keeps; 0 while one of its blocks is on none of its lists. */
size_t coro_block_pool_kept(const struct coro_block_pool *);
/* Returns how many chunks all threads have together. */
size_t coro_block_chunk_count(void);
/* Adds an empty list to the pool, so that blocks released to it return at the thread's end. A second call does nothing. */
void coro_block_list_in_pool(struct coro_block_pool *, struct coro_block_list *, size_t bytes, size_t align);
/* Makes a thread-local pool end with the calling thread. */
void coro_block_pool_begin(struct coro_block_pool *);
/* Empties the lists of the pool: gives free chunks back to the heap, and offers the other free blocks to all threads. */
void coro_block_pool_trim(struct coro_block_pool *);

/* Aborts for a block that is free already, of another size, or of no chunk. */
void coro_block_check(const struct coro_block_list *, void *at, size_t bytes, size_t align);
void coro_block_mark(struct coro_block *);

/* Takes the first block of a list that is not empty. */
CORO_INLINE void *coro_block_take(struct coro_block_list *list, size_t bytes)
{
    struct coro_block *block = list->free;
    coro_notice_open(block, sizeof *block);
    list->free = block->next;
    if (CORO_CHECKS)
        block->mark = 0;
    coro_notice_hand_out(block, bytes);
    return block;
}
/* Pops a free block, and refills the list first if it is empty; NULL when the heap is exhausted. */
CORO_INLINE void *coro_block_pop(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes, size_t align)
{
    if (CORO_UNLIKELY(list->free == NULL) && coro_block_refill(pool, list, bytes, align))
        return NULL;
    return coro_block_take(list, bytes);
}
CORO_INLINE void coro_block_push(struct coro_block_list *list, void *at)
{
    struct coro_block *block = at;
    block->next = list->free;
    list->free = block;
}
/* Pushes a block of a thread's pool that was popped for the same layout. */
CORO_INLINE void coro_block_release(struct coro_block_list *list, void *at, size_t bytes, size_t align)
{
    if (CORO_CHECKS)
        coro_block_check(list, at, bytes, align);
    coro_notice_open(at, sizeof(struct coro_block));
    coro_block_push(list, at);
    if (CORO_CHECKS)
        coro_block_mark(at);
    coro_notice_forbid(at, bytes);
}

#endif
