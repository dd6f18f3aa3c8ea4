/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/block_chunk.h: chunks, blocks that a thread leaves to others, and checks. A block leads to its chunk's
 * header: chunks of several blocks lie in one aligned page each, with the header at the end, and a single block comes right after
 * its header.
 *
 *     page                                            heap block
 *     | block | block | block | unused | header |     | header, rounded up to the alignment | block | */
#define CORO_NOTICE_MEMORY 1        /* none of these paths is measured */
#include "coro/block_chunk.h"
#include <pthread.h>
#include <stdlib.h>
#include "coro/bug.h"

struct chunk {
    char *next, *previous;                          /* starts of chunks of the same kind, so that leak checkers find them */
    struct chunk *next_spare, *previous_spare;      /* in its bucket; valid while spare_count > 0 */
    struct coro_block *spare;                       /* its free blocks that are on no thread's list */
    uint32_t spare_count, count;
    size_t bytes;                                   /* of a block */
    uint32_t align, check;                          /* check_of(chunk) */
};

/* A type with one frame in flight wastes little; ten thousand small frames take about eighty chunks. The C library packs aligned
 * blocks without gaps if they leave it a word of each page. */
enum { PAGE_BYTES = 4096, PAGED_BYTES = PAGE_BYTES - 8, HEADER_AT = PAGED_BYTES - sizeof(struct chunk) };
_Static_assert(HEADER_AT % _Alignof(struct chunk) == 0, "the header of a page is aligned");

enum { BUCKETS = 64 };
static struct {
    pthread_mutex_t lock;                           /* of what follows, and of all headers */
    char *pages, *singles;                          /* the newest chunks of both kinds */
    size_t chunk_count;                             /* of both */
    struct chunk *spare[BUCKETS];                   /* chunks with spare blocks, by the bytes of a block */
} all = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* A child that is forked while another thread has the lock must not wait for that thread. */
static void take_lock(void) { pthread_mutex_lock(&all.lock); }
static void give_lock(void) { pthread_mutex_unlock(&all.lock); }
__attribute__((constructor)) static void guard_forks(void) { (void)!pthread_atfork(take_lock, give_lock, give_lock); }

static bool is_paged(size_t bytes) { return bytes <= HEADER_AT / 2; }

static struct chunk *header_of(char *memory, size_t bytes)
{
    return (struct chunk *)(is_paged(bytes) ? memory + HEADER_AT : memory);
}
static size_t before_single(size_t align) { return coro_round_up(sizeof(struct chunk), align); }
static char *memory_of(const void *block, size_t bytes, size_t align)
{
    return is_paged(bytes) ? (char *)((uintptr_t)block & ~(uintptr_t)(PAGE_BYTES - 1)) : (char *)block - before_single(align);
}

static uint32_t check_of(const struct chunk *chunk) { return (uint32_t)((uintptr_t)chunk >> 3) ^ 0xb10cb10c; }
static struct chunk **bucket_of(size_t bytes) { return &all.spare[bytes / CORO_MAX_ALIGN % BUCKETS]; }

/* ---- chunks ---- */

static char *chunk_memory(size_t bytes, size_t align)
{
    void *page;
    if (is_paged(bytes))
        return posix_memalign(&page, PAGE_BYTES, PAGED_BYTES) == 0 ? page : NULL;
    size_t all_bytes = before_single(align) + bytes;
    return align <= CORO_MAX_ALIGN ? malloc(all_bytes) : aligned_alloc(align, coro_round_up(all_bytes, align));
}

/* Enters the chunk into the list of its kind. */
static void enter(char *memory, size_t bytes)
{
    char **newest = is_paged(bytes) ? &all.pages : &all.singles;
    pthread_mutex_lock(&all.lock);
    header_of(memory, bytes)->next = *newest;
    if (*newest)
        header_of(*newest, bytes)->previous = memory;
    *newest = memory;
    all.chunk_count++;
    pthread_mutex_unlock(&all.lock);
}

/* Returns the memory of a new chunk; NULL when the heap is exhausted. */
static char *chunk_new(size_t bytes, size_t align)
{
    if (!coro_layout_is_possible((struct coro_layout){ bytes, align }))
        return NULL;
    char *memory = chunk_memory(bytes, align);
    if (memory == NULL)
        return NULL;
    struct chunk *chunk = header_of(memory, bytes);
    uint32_t count = is_paged(bytes) ? HEADER_AT / (uint32_t)bytes : 1;
    *chunk = (struct chunk){ .bytes = bytes, .align = (uint32_t)align, .count = count, .check = check_of(chunk) };
    enter(memory, bytes);
    return memory;
}

/* Under the lock. */
static void chunk_free(struct chunk *chunk, char *memory)
{
    size_t bytes = chunk->bytes;
    if (chunk->previous)
        header_of(chunk->previous, bytes)->next = chunk->next;
    else
        *(is_paged(bytes) ? &all.pages : &all.singles) = chunk->next;
    if (chunk->next)
        header_of(chunk->next, bytes)->previous = chunk->previous;
    chunk->check = 0;
    all.chunk_count--;
    free(memory);
}

/* ---- spare blocks; under the lock ---- */

static void unlist_spare(struct chunk *chunk)
{
    *(chunk->previous_spare ? &chunk->previous_spare->next_spare : bucket_of(chunk->bytes)) = chunk->next_spare;
    if (chunk->next_spare)
        chunk->next_spare->previous_spare = chunk->previous_spare;
}

static void list_spare(struct chunk *chunk)
{
    struct chunk **bucket = bucket_of(chunk->bytes);
    chunk->previous_spare = NULL;
    chunk->next_spare = *bucket;
    if (chunk->next_spare)
        chunk->next_spare->previous_spare = chunk;
    *bucket = chunk;
}

/* Returns true if that freed the chunk. */
static bool add_spare(struct coro_block *block, const struct coro_block_list *list)
{
    char *memory = memory_of(block, list->bytes, list->align);
    struct chunk *chunk = header_of(memory, list->bytes);
    block->next = chunk->spare;
    chunk->spare = block;
    if (chunk->spare_count++ == 0)
        list_spare(chunk);
    if (chunk->spare_count < chunk->count)
        return false;
    unlist_spare(chunk);
    chunk_free(chunk, memory);
    return true;
}

static bool take_spare(struct coro_block_pool *pool, struct coro_block_list *list)
{
    struct chunk *chunk = *bucket_of(list->bytes);
    while (chunk && (chunk->bytes != list->bytes || chunk->align != list->align))
        chunk = chunk->next_spare;
    if (chunk == NULL)
        return false;
    unlist_spare(chunk);
    pool->block_count += chunk->spare_count;
    list->free = chunk->spare;
    chunk->spare = NULL;
    chunk->spare_count = 0;
    return true;
}

/* ---- pools ---- */

void coro_block_list_in_pool(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes, size_t align)
{
    if (list->bytes != 0)
        return;
    list->bytes = bytes;
    list->align = align;
    list->next = pool->lists;
    pool->lists = list;
}

static void end_with_thread(struct coro_thread_end *at_end)
{
    struct coro_block_pool *pool = (struct coro_block_pool *)((char *)at_end - offsetof(struct coro_block_pool, at_end));
    pool->is_begun = false;         /* a later hook of the thread may release blocks, and begins the pool again */
    coro_block_pool_trim(pool);
}

void coro_block_pool_begin(struct coro_block_pool *pool)
{
    pool->is_of_thread = true;
    if (pool->is_begun)
        return;
    pool->is_begun = true;
    pool->at_end.end = end_with_thread;
    coro_at_thread_end(&pool->at_end);
}

static enum coro_status cut_chunk(struct coro_block_pool *pool, struct coro_block_list *list)
{
    char *memory = chunk_new(list->bytes, list->align);
    if (memory == NULL)
        return CORO_ERR_NO_MEMORY;
    size_t count = header_of(memory, list->bytes)->count;
    char *first = is_paged(list->bytes) ? memory : memory + before_single(list->align);
    pool->chunk_count++;
    pool->block_count += count;
    if (is_paged(list->bytes))
        coro_notice_forbid(first + count * list->bytes, HEADER_AT - count * list->bytes);
    while (count > 0)
        coro_block_push(list, first + --count * list->bytes);
    return CORO_OK;
}

static void forbid_free(struct coro_block_list *list)
{
    for (struct coro_block *block = list->free, *next; block != NULL; block = next) {
        next = block->next;
        coro_notice_forbid(block, list->bytes);
    }
}

enum coro_status coro_block_refill(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes, size_t align)
{
    if (!coro_layout_is_power_of_two((struct coro_layout){ bytes, align }))
        coro_bug("a block's alignment of %zu is no power of two", align);
    if (pool->is_of_thread)
        coro_block_pool_begin(pool);
    coro_block_list_in_pool(pool, list, bytes, align);
    pthread_mutex_lock(&all.lock);
    bool has_spare = take_spare(pool, list);
    pthread_mutex_unlock(&all.lock);
    enum coro_status status = has_spare ? CORO_OK : cut_chunk(pool, list);
    if (CORO_CHECKS && pool->is_of_thread)
        forbid_free(list);
    return status;
}

void coro_block_pool_trim(struct coro_block_pool *pool)
{
    size_t freed_count = 0;
    pthread_mutex_lock(&all.lock);
    for (struct coro_block_list *list = pool->lists; list != NULL; list = list->next)
        while (list->free) {
            struct coro_block *block = list->free;
            coro_notice_open(block, sizeof *block);
            list->free = block->next;
            pool->block_count--;
            freed_count += add_spare(block, list);
        }
    pthread_mutex_unlock(&all.lock);
    pool->chunk_count -= freed_count < pool->chunk_count ? freed_count : pool->chunk_count;
}

/* The free blocks of a thread's list may be forbidden memory. */
static struct coro_block *next_of(struct coro_block *block)
{
    bool is_forbidden = coro_notice_is_forbidden(block);
    coro_notice_open(block, sizeof *block);
    struct coro_block *next = block->next;
    if (is_forbidden)
        coro_notice_forbid(block, sizeof *block);
    return next;
}

size_t coro_block_pool_kept(const struct coro_block_pool *pool)
{
    size_t free_count = 0;
    for (const struct coro_block_list *list = pool->lists; list != NULL; list = list->next)
        for (struct coro_block *block = list->free; block != NULL; block = next_of(block))
            free_count++;
    return free_count == pool->block_count ? pool->chunk_count : 0;
}

size_t coro_block_chunk_count(void)
{
    pthread_mutex_lock(&all.lock);
    size_t count = all.chunk_count;
    pthread_mutex_unlock(&all.lock);
    return count;
}

/* ---- checks ---- */

static uintptr_t mark_of(const struct coro_block *block) { return (uintptr_t)block ^ (uintptr_t)0xf5eeb10cf5eeb10c; }

void coro_block_mark(struct coro_block *block) { block->mark = mark_of(block); }

static bool is_on(struct coro_block *list, const struct coro_block *block)
{
    while (list != NULL && list != block)
        list = next_of(list);
    return list != NULL;
}

/* The header is read wherever the address leads, which may be memory of another owner. */
__attribute__((no_sanitize_address))
static bool is_in_chunk(const char *at, const struct chunk *chunk, const char *memory, size_t bytes)
{
    return chunk->check == check_of(chunk) && chunk->bytes == bytes && (!is_paged(bytes) || (size_t)(at - memory) % bytes == 0);
}

/* A unit that does not check leaves marks behind, so a mark alone proves nothing. */
void coro_block_check(const struct coro_block_list *list, void *at, size_t bytes, size_t align)
{
    if (at == NULL)
        coro_bug("NULL is released as a block of %zu bytes", bytes);
    struct coro_block *block = at;
    char *memory = memory_of(at, bytes, align);
    struct chunk *chunk = header_of(memory, bytes);
    if (coro_notice_is_forbidden(at))
        coro_bug("a block of %zu bytes is released twice, or was never allocated", bytes);
    if (!is_in_chunk(at, chunk, memory, bytes))
        coro_bug("memory is released as a block of %zu bytes, and has another size or another owner", bytes);
    coro_notice_open(block, sizeof *block);
    if (block->mark != mark_of(block))
        return;
    pthread_mutex_lock(&all.lock);
    bool is_spare = chunk->spare_count > 0 && is_on(chunk->spare, block);
    pthread_mutex_unlock(&all.lock);
    if (is_spare || is_on(list->free, block))
        coro_bug("a block of %zu bytes is released twice", bytes);
}
