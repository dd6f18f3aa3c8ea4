/* SPDX-License-Identifier: MIT */
/* Defines block_page.h: small pages and runs that are cut into blocks of one size each. Those with spare blocks are listed by the
 * size of the blocks. */
#define CORO_NOTICE_MEMORY 1        /* none of these paths is measured */
#include "coro/alloc/block_page.h"
#include <pthread.h>
#include "coro/alloc/block_region.h"

enum { PAGE_BYTES = CORO_BLOCK_PAGE_BYTES, HEADER_AT = PAGE_BYTES - sizeof(struct block_page), BUCKETS = 64 };
_Static_assert(sizeof(struct block_page) <= RUN_HEADER_BYTES, "a region describes its runs");

static struct {
    pthread_mutex_t lock;                           /* of what follows, of all headers, and of all regions */
    struct block_page *spare[BUCKETS];              /* by the bytes of a block */
    size_t count;
} all = { .lock = PTHREAD_MUTEX_INITIALIZER };

void coro_block_pages_lock(void) { pthread_mutex_lock(&all.lock); }
void coro_block_pages_unlock(void) { pthread_mutex_unlock(&all.lock); }
/* A child that is forked while another thread has the lock must not wait for that thread. */
__attribute__((constructor)) static void guard_forks(void)
{
    (void)!pthread_atfork(coro_block_pages_lock, coro_block_pages_unlock, coro_block_pages_unlock);
}

/* Where small pages would waste more than a 32nd, blocks come from runs. */
static bool is_in_run(size_t bytes) { return HEADER_AT % bytes + sizeof(struct block_page) > PAGE_BYTES / 32 || bytes > 256; }

static struct block_page *page_of(const void *at, size_t bytes)
{
    if (is_in_run(bytes))
        return region_run_header(at);
    return (struct block_page *)(((uintptr_t)at & ~(uintptr_t)(PAGE_BYTES - 1)) + HEADER_AT);
}
static uint32_t check_of(const struct block_page *page) { return (uint32_t)((uintptr_t)page >> 3) ^ 0xb10cb10c; }
static struct block_page **spare_of(size_t bytes) { return &all.spare[bytes / CORO_BLOCK_WORD_BYTES % BUCKETS]; }

static void enter(struct block_page *page)
{
    struct block_page **list = spare_of(page->bytes);
    page->next = *list;
    page->previous = NULL;
    if (page->next)
        page->next->previous = page;
    *list = page;
}

static void leave(struct block_page *page)
{
    *(page->previous ? &page->previous->next : spare_of(page->bytes)) = page->next;
    if (page->next)
        page->next->previous = page->previous;
}

const struct coro_block_watcher *coro_block_watcher;

static size_t memory_bytes(bool is_run) { return is_run ? RUN_BYTES : CORO_BLOCK_PAGE_BYTES; }

static char *take_memory(bool is_run)
{
    char *memory = coro_region_take(is_run);
    if (memory == NULL || coro_block_watcher == NULL || coro_block_watcher->takes(memory_bytes(is_run)))
        return memory;
    coro_region_give(memory, is_run);
    return NULL;
}
static void give_memory(char *memory, bool is_run)
{
    if (coro_block_watcher != NULL)
        coro_block_watcher->gives(memory_bytes(is_run));
    coro_region_give(memory, is_run);
}

static struct block_page *page_new(size_t bytes)
{
    bool is_run = is_in_run(bytes);
    char *memory = take_memory(is_run);
    if (memory == NULL)
        return NULL;
    size_t room = is_run ? RUN_BYTES : HEADER_AT;
    uint16_t count = (uint16_t)(room / bytes);
    struct block_page *page = page_of(memory, bytes);
    *page = (struct block_page){
        .memory = memory, .bytes = (uint32_t)bytes, .spare_count = count, .fresh_count = count, .count = count,
    };
    page->check = check_of(page);
    coro_notice_forbid(memory, room);
    enter(page);
    all.count++;
    return page;
}

static void page_end(struct block_page *page)
{
    bool is_run = is_in_run(page->bytes);
    leave(page);
    page->check = 0;
    all.count--;
    coro_notice_open(page->memory, is_run ? RUN_BYTES : HEADER_AT);
    give_memory(page->memory, is_run);
}

static struct coro_block *take_one(struct block_page *page)
{
    struct coro_block *block = page->spare;
    if (block == NULL)
        block = (struct coro_block *)(page->memory + (size_t)(page->count - page->fresh_count--) * page->bytes);
    coro_notice_open(block, page->bytes);
    if (block == page->spare)
        page->spare = block->next;
    page->spare_count--;
    return block;
}

struct coro_block *coro_block_pages_take(size_t bytes, size_t most, size_t *taken)
{
    struct block_page *page = *spare_of(bytes);
    while (page != NULL && page->bytes != bytes)
        page = page->next;
    if (page == NULL)
        page = page_new(bytes);
    if (page == NULL)
        return NULL;
    struct coro_block *first = NULL, **end = &first;
    for (*taken = 0; *taken < most && page->spare_count > 0; ++*taken) {
        *end = take_one(page);
        end = &(*end)->next;
    }
    *end = NULL;
    if (page->spare_count == 0)
        leave(page);
    return first;
}

void coro_block_pages_give(struct coro_block *block, size_t bytes)
{
    struct block_page *page = page_of(block, bytes);
    block->next = page->spare;
    page->spare = block;
    coro_notice_forbid(block, bytes);
    if (page->spare_count++ == 0)
        enter(page);
    if (page->spare_count == page->count)
        page_end(page);
}

bool coro_block_pages_has(const void *at, size_t bytes)
{
    if (!coro_region_has(at))
        return false;
    const struct block_page *page = page_of(at, bytes);
    return page->check == check_of(page) && page->bytes == bytes && (size_t)((const char *)at - page->memory) % bytes == 0;
}

bool coro_block_pages_has_spare(const void *at, size_t bytes)
{
    struct coro_block *block = page_of(at, bytes)->spare;
    while (block != NULL && block != at) {
        coro_notice_open(block, sizeof *block);
        struct coro_block *next = block->next;
        coro_notice_forbid(block, sizeof *block);
        block = next;
    }
    return block != NULL;
}

size_t coro_block_page_count(void)
{
    coro_block_pages_lock();
    size_t count = all.count;
    coro_block_pages_unlock();
    return count;
}
