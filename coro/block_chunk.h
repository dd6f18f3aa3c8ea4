/* SPDX-License-Identifier: MIT */
/* Bounded free lists of equal blocks, for one thread. The slab (coro/slab.h) and the rows type_pool and type_slot are built on
 * them. Blocks have no headers. They are cut from pages of the system, small ones from 4 KiB and others from 64 KiB, which are
 * touched as blocks are first used. So memory returns to the system wherever in a page's neighbourhood other blocks stay in use;
 * the C library's heap returns its top alone. Blocks above CORO_BLOCK_MAX_BYTES are the heap's. A list that is all zero is
 * empty; so is a pool.
 *
 * A full list keeps its older half and gives back the blocks released last. A list that is found unused while other lists of its
 * thread are filled or give back is emptied. A free block waits in its page for the next empty list of its size. A page of which
 * every block is free may be cut anew for any size; if more than a few wait, all are purged. So blocks may be released on any
 * thread: they flow back in batches, under one lock for each batch. A thread's free blocks go the same way at its end.
 *
 * The batches are those of Bonwick and Adams, "Magazines and Vmem" (USENIX 2001), the free list in the page that of Bonwick's
 * "The Slab Allocator" (USENIX 1994). */
#ifndef CORO_BLOCK_CHUNK_H
#define CORO_BLOCK_CHUNK_H
#include <stdbool.h>
#include "coro/base/thread_end.h"
#include "coro/checks.h"
#include "coro/notice.h"
#include "coro/polled.h"
CORO_C_BEGIN

/* In the memory of a free block. */
struct coro_block {
    struct coro_block *next;
    uintptr_t mark;                                 /* of units that check: this block is free */
};
/* The states of `latest` without a block. */
#define CORO_BLOCK_UNLISTED ((void *)0)             /* the thread's end is not registered; a release must not set `latest` */
#define CORO_BLOCK_NONE ((void *)1)
struct coro_block_list {
    void *latest;                                   /* the block released last, for owners that use it; else a state from above */
    struct coro_block *free;
    ptrdiff_t room;                                 /* for so many more free blocks; 0 also while not listed */
    struct coro_block_list *next;                   /* of the same pool; valid while listed */
    size_t bytes;                                   /* of the blocks; 0 while not listed */
    void *seen_latest, *seen_free;                  /* by the pool's last visit */
};
/* The lists of one owner that ever held a block. */
struct coro_block_pool {
    struct coro_block_list *lists, *visited;        /* visited: the list to visit next; NULL: the first */
    size_t block_count;                             /* taken from pages, less those given back; may wrap */
    bool is_of_thread;                              /* thread-local: ends with its thread; its library stays loaded */
    bool is_begun;                                  /* the thread's end is registered */
    struct coro_thread_end at_end;
};

enum { CORO_BLOCK_WORD_BYTES = sizeof(void *) };
/* Returns the bytes of a page that this layout takes: a multiple of its alignment, and room for a free block's words. No page has
 * the bytes that it returns for an impossible layout. */
CORO_INLINE size_t coro_block_bytes(struct coro_layout layout)
{
    if (!coro_layout_is_possible(layout))
        return SIZE_MAX - SIZE_MAX % CORO_MAX_ALIGN;
    size_t least = sizeof(struct coro_block), bytes = layout.bytes < least ? least : layout.bytes;
    return coro_round_up(bytes, layout.align > CORO_BLOCK_WORD_BYTES ? layout.align : (size_t)CORO_BLOCK_WORD_BYTES);
}

enum { CORO_BLOCK_PAGE_BYTES = 4096, CORO_BLOCK_MAX_BYTES = 1 << 14 };

/* Fills an empty list with a few blocks, aligned as their size is. Returns CORO_ERR_NO_MEMORY and leaves it empty. */
CORO_MUST_USE enum coro_status coro_block_refill(struct coro_block_pool *, struct coro_block_list *, size_t bytes);
/* Returns 0, less one for each block of the pool that is on none of its lists. The sum over threads counts blocks in use. */
size_t coro_block_pool_kept(const struct coro_block_pool *);
/* Returns how many pages have blocks in use, or on a list, of any thread. */
size_t coro_block_page_count(void);
/* For programs that count memory, or make it fail: asked for each page taken from the system, which it may refuse, and told of
 * each that goes back. Called under the lock of the pages. NULL by default. */
struct coro_block_watcher { bool (*takes)(size_t bytes); void (*gives)(size_t bytes); };
extern const struct coro_block_watcher *coro_block_watcher;

/* The slow path of a release, with `room` below zero: the list gives half of its blocks back first. */
void coro_block_release_beyond(struct coro_block_pool *, struct coro_block_list *, void *at, size_t bytes);
/* Empties the lists of the pool, and purges the pages that wait. */
void coro_block_pool_trim(struct coro_block_pool *);

/* The heap's, for blocks above CORO_BLOCK_MAX_BYTES; NULL when it is exhausted, and for a layout that no memory has. */
void *coro_block_heap_alloc(struct coro_layout);
void coro_block_heap_release(void *at);

/* Aborts for a block that is free already, of another size, or of no page. */
void coro_block_check(const struct coro_block_list *, void *at, size_t bytes);
void coro_block_mark(struct coro_block *);

/* A free block becomes the caller's. A forbidden first byte would mean that it is free. */
CORO_INLINE void *coro_block_hand_out(void *at, struct coro_layout layout)
{
    size_t bytes = coro_block_bytes(layout), used_bytes = layout.bytes + !layout.bytes;
    coro_notice_hand_out(at, used_bytes);
    coro_notice_forbid((char *)at + used_bytes, bytes - used_bytes);
    return at;
}
/* Takes the first block of a list; NULL if it is empty, and for large blocks. */
CORO_INLINE void *coro_block_take(struct coro_block_list *list, struct coro_layout layout)
{
    struct coro_block *block = list->free;
    if (coro_block_bytes(layout) > CORO_BLOCK_MAX_BYTES || CORO_UNLIKELY(block == NULL))
        return NULL;
    coro_notice_open(block, sizeof *block);
    list->free = block->next;
    list->room++;
    if (CORO_CHECKS)
        block->mark = 0;
    return coro_block_hand_out(block, layout);
}
/* Takes a block of the layout, and refills the list first if it is empty; NULL when the heap is exhausted. */
CORO_INLINE void *coro_block_pop(struct coro_block_pool *pool, struct coro_block_list *list, struct coro_layout layout)
{
    if (coro_block_bytes(layout) > CORO_BLOCK_MAX_BYTES)
        return coro_block_heap_alloc(layout);
    if (CORO_UNLIKELY(list->free == NULL) && coro_block_refill(pool, list, coro_block_bytes(layout)))
        return NULL;
    return coro_block_take(list, layout);
}
/* The caller has lowered `room`. */
CORO_INLINE void coro_block_push(struct coro_block_list *list, void *at)
{
    struct coro_block *block = (struct coro_block *)at;
    block->next = list->free;
    list->free = block;
}
/* Pushes a block that was popped, on any thread, from a list of the same layout. */
CORO_INLINE void coro_block_release(struct coro_block_pool *pool, struct coro_block_list *list, void *at,
                                    struct coro_layout layout)
{
    size_t bytes = coro_block_bytes(layout);
    if (bytes > CORO_BLOCK_MAX_BYTES) {
        coro_block_heap_release(at);
        return;
    }
    if (CORO_CHECKS)
        coro_block_check(list, at, bytes);
    if (CORO_UNLIKELY(--list->room < 0)) {
        coro_block_release_beyond(pool, list, at, bytes);
        return;
    }
    coro_notice_open(at, sizeof(struct coro_block));
    coro_block_push(list, at);
    if (CORO_CHECKS)
        coro_block_mark((struct coro_block *)at);
    coro_notice_forbid(at, bytes);
}

/* ---- lists that keep the latest block apart ---- */

/* The block released last is taken first, from a place of its own. While one block of a list is in use at a time, that is all: a
 * test and two stores, without a counter, and without the chain of loads and stores through the block that a list has. Returns
 * NULL when the list is empty, too; coro_block_pop() then fills it. */
CORO_INLINE void *coro_block_take_latest(struct coro_block_list *list, struct coro_layout layout)
{
    void *at = list->latest;
    if (coro_block_bytes(layout) > CORO_BLOCK_MAX_BYTES || CORO_UNLIKELY((uintptr_t)at <= (uintptr_t)CORO_BLOCK_NONE))
        return coro_block_take(list, layout);
    list->latest = CORO_BLOCK_NONE;
    return coro_block_hand_out(at, layout);
}
CORO_INLINE void coro_block_release_latest(struct coro_block_pool *pool, struct coro_block_list *list, void *at,
                                           struct coro_layout layout)
{
    if (coro_block_bytes(layout) > CORO_BLOCK_MAX_BYTES || CORO_UNLIKELY(list->latest != CORO_BLOCK_NONE)) {
        coro_block_release(pool, list, at, layout);
        return;
    }
    if (CORO_CHECKS)
        coro_block_check(list, at, coro_block_bytes(layout));
    list->latest = at;
    coro_notice_forbid(at, coro_block_bytes(layout));
}

CORO_C_END
#endif
