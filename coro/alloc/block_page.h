/* SPDX-License-Identifier: MIT */
/* The pages of coro/block_chunk.h, which all threads share. A page is cut into blocks of one size:
 *
 *     4 KiB                                                   64 KiB, described in its region (block_region.h)
 *     | block | block | block | unused | struct block_page |  | block | block | block | unused |
 */
#ifndef CORO_ALLOC_BLOCK_PAGE_H
#define CORO_ALLOC_BLOCK_PAGE_H
#include "coro/block_chunk.h"

struct block_page {
    struct block_page *next, *previous;     /* of those with spare blocks */
    struct coro_block *spare;               /* blocks given back */
    char *memory;
    uint32_t bytes;                         /* of a block */
    uint16_t spare_count, fresh_count;      /* fresh blocks were never used, lie at the end, and are spare, too */
    uint16_t count;
    uint32_t check;                         /* proves that this is a page */
};

/* These need the lock, which fork() takes, too. */
void coro_block_pages_lock(void);
void coro_block_pages_unlock(void);
/* Takes up to `most` spare blocks of one page; NULL when memory is out. */
struct coro_block *coro_block_pages_take(size_t bytes, size_t most, size_t *taken);
void coro_block_pages_give(struct coro_block *, size_t bytes);
/* True for a block given back, which has not come to another list since. */
bool coro_block_pages_has_spare(const void *at, size_t bytes);
/* True for the begin of a block of this size. */
bool coro_block_pages_has(const void *at, size_t bytes);

#endif
