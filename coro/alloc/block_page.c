/* SPDX-License-Identifier: MIT */
/* Defines block_page.h: pages of the heap that are cut into blocks of one size each. A page is on one list: of the pages without
 * a spare block, of those of its size with one, or of those that wait for any size. */
#define CORO_NOTICE_MEMORY 1        /* none of these paths is measured */
#include "coro/alloc/block_page.h"
#include <pthread.h>
#include <stdlib.h>

/* So many pages wait that a few dozen blocks can come and go without the heap. More would stay behind after a burst. */
enum { PAGED_BYTES = CORO_BLOCK_PAGE_BYTES - CORO_BLOCK_WORD_BYTES, BUCKETS = 64, MOST_WAITING = 16 };
static struct {
    pthread_mutex_t lock;                           /* of what follows, and of all headers */
    char *full, *waiting, *spare[BUCKETS];          /* the latest page of each list; spare[]: by the bytes of a block */
    size_t count, waiting_count;                    /* pages that do not wait, and that do */
} all = { .lock = PTHREAD_MUTEX_INITIALIZER };

void block_pages_lock(void) { pthread_mutex_lock(&all.lock); }
void block_pages_unlock(void) { pthread_mutex_unlock(&all.lock); }
/* A child that is forked while another thread has the lock must not wait for that thread. */
__attribute__((constructor)) static void guard_forks(void)
{
    (void)!pthread_atfork(block_pages_lock, block_pages_unlock, block_pages_unlock);
}

static char *memory_of(const void *at) { return (char *)((uintptr_t)at & ~(uintptr_t)(CORO_BLOCK_PAGE_BYTES - 1)); }
static struct block_page *header_of(char *memory) { return (struct block_page *)(memory + CORO_BLOCK_HEADER_AT); }
static uint32_t check_of(const struct block_page *page) { return (uint32_t)((uintptr_t)page >> 3) ^ 0xb10cb10c; }
static char **spare_of(size_t bytes) { return &all.spare[bytes / CORO_BLOCK_WORD_BYTES % BUCKETS]; }

const struct block_page *block_page_of(const void *at) { return header_of(memory_of(at)); }

/* The header is read wherever the address leads, which may be memory of another owner. */
__attribute__((no_sanitize_address))
bool block_page_has(const void *at, size_t bytes)
{
    const struct block_page *page = block_page_of(at);
    return page->check == check_of(page) && page->bytes == bytes && (size_t)((const char *)at - memory_of(at)) % bytes == 0;
}

static void enter(char **list, char *memory)
{
    struct block_page *page = header_of(memory);
    page->next = *list;
    page->previous = NULL;
    if (page->next)
        header_of(page->next)->previous = memory;
    *list = memory;
}

static void leave(char **list, char *memory)
{
    struct block_page *page = header_of(memory);
    *(page->previous ? &header_of(page->previous)->next : list) = page->next;
    if (page->next)
        header_of(page->next)->previous = page->previous;
}

/* Returns a page of the heap, or one that waits; NULL when the heap is exhausted. */
static char *page_memory(size_t *page_count)
{
    void *memory = all.waiting;
    if (memory != NULL) {
        leave(&all.waiting, memory);
        all.waiting_count--;
    } else if (posix_memalign(&memory, CORO_BLOCK_PAGE_BYTES, PAGED_BYTES) == 0) {
        ++*page_count;
    } else {
        return NULL;
    }
    all.count++;
    return memory;
}

static char *page_new(size_t bytes, size_t *page_count)
{
    char *memory = page_memory(page_count);
    if (memory == NULL)
        return NULL;
    struct block_page *page = header_of(memory);
    uint16_t count = (uint16_t)(CORO_BLOCK_HEADER_AT / bytes);
    *page = (struct block_page){ .bytes = bytes, .spare_count = count, .fresh_count = count, .count = count };
    page->check = check_of(page);
    coro_notice_forbid(memory, CORO_BLOCK_HEADER_AT);
    enter(spare_of(bytes), memory);
    return memory;
}

static void page_end(char *memory, size_t *page_count)
{
    leave(spare_of(header_of(memory)->bytes), memory);
    all.count--;
    if (all.waiting_count < MOST_WAITING) {
        enter(&all.waiting, memory);
        all.waiting_count++;
    } else {
        header_of(memory)->check = 0;
        free(memory);
        --*page_count;
    }
}

void block_pages_trim(size_t *page_count)
{
    for (char *memory; (memory = all.waiting) != NULL; --*page_count) {
        leave(&all.waiting, memory);
        free(memory);
    }
    all.waiting_count = 0;
}

static struct coro_block *take_one(char *memory, struct block_page *page)
{
    struct coro_block *block = page->spare;
    if (block == NULL)
        block = (struct coro_block *)(memory + (size_t)(page->count - page->fresh_count--) * page->bytes);
    coro_notice_open(block, page->bytes);
    if (block == page->spare)
        page->spare = block->next;
    page->spare_count--;
    return block;
}

struct coro_block *block_pages_take(size_t bytes, size_t most, size_t *taken, size_t *page_count)
{
    char *memory = *spare_of(bytes);
    while (memory != NULL && header_of(memory)->bytes != bytes)
        memory = header_of(memory)->next;
    if (memory == NULL)
        memory = page_new(bytes, page_count);
    if (memory == NULL)
        return NULL;
    struct block_page *page = header_of(memory);
    struct coro_block *first = NULL, **end = &first;
    for (*taken = 0; *taken < most && page->spare_count > 0; ++*taken) {
        *end = take_one(memory, page);
        end = &(*end)->next;
    }
    *end = NULL;
    if (page->spare_count == 0) {
        leave(spare_of(bytes), memory);
        enter(&all.full, memory);
    }
    return first;
}

void block_pages_give(struct coro_block *block, size_t *page_count)
{
    char *memory = memory_of(block);
    struct block_page *page = header_of(memory);
    block->next = page->spare;
    page->spare = block;
    coro_notice_forbid(block, page->bytes);
    if (page->spare_count++ == 0) {
        leave(&all.full, memory);
        enter(spare_of(page->bytes), memory);
    }
    if (page->spare_count == page->count)
        page_end(memory, page_count);
}

size_t coro_block_page_count(void)
{
    block_pages_lock();
    size_t count = all.count;
    block_pages_unlock();
    return count;
}
