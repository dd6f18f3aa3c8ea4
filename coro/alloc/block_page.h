/* SPDX-License-Identifier: MIT */
/* The pages of coro/block_chunk.h, which all threads share:
 *
 *     | block | block | block | unused | struct block_page | a word of the C library |
 */
#ifndef CORO_ALLOC_BLOCK_PAGE_H
#define CORO_ALLOC_BLOCK_PAGE_H
#include "coro/block_chunk.h"

struct block_page {
    char *next, *previous;                  /* starts of pages of the same list, so that leak checkers find them */
    struct coro_block *spare;               /* blocks given back */
    size_t bytes;                           /* of a block */
    uint16_t spare_count, fresh_count;      /* fresh blocks were never used, lie at the end, and are spare, too */
    uint16_t count;
    uint32_t check;                         /* proves that this is a page */
};
_Static_assert(sizeof(struct block_page) <= CORO_BLOCK_PAGE_BYTES - CORO_BLOCK_WORD_BYTES - CORO_BLOCK_HEADER_AT
                   && CORO_BLOCK_HEADER_AT % _Alignof(struct block_page) == 0, "the header ends a word before the page");

/* The rest needs the lock, which fork() takes, too. */
void block_pages_lock(void);
void block_pages_unlock(void);
/* Takes up to `most` spare blocks of one page; NULL when the heap is exhausted. *page_count grows by the pages from the heap. */
struct coro_block *block_pages_take(size_t bytes, size_t most, size_t *taken, size_t *page_count);
/* Gives a block back. *page_count shrinks by the pages that return to the heap. */
void block_pages_give(struct coro_block *, size_t *page_count);
/* Returns the waiting pages to the heap. */
void block_pages_trim(size_t *page_count);

/* Does not need the lock, but for a page that has the block. */
bool block_page_has(const void *at, size_t bytes);
const struct block_page *block_page_of(const void *at);

#endif
