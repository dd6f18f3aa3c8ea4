/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/block_chunk.h: a new chunk, and counting. A word behind a chunk's last block links it to the chunk
 * before, at that chunk's start, so leak checkers need no interior pointers. */
#include "coro/block_chunk.h"
#include <stdatomic.h>
#include <stdlib.h>

/* A type with one frame in flight wastes little; ten thousand small frames take about eighty chunks. */
enum { CHUNK_BYTES = 4096 };

struct trailer { char *older; };
static _Atomic(char *) newest;

static void list_chunk(char *memory, struct trailer *trailer)
{
    trailer->older = atomic_load(&newest);
    while (!atomic_compare_exchange_weak(&newest, &trailer->older, memory))
        ;
}

static size_t count_in_chunk(size_t bytes)
{
    return bytes <= CHUNK_BYTES / 2 ? (CHUNK_BYTES - sizeof(struct trailer)) / bytes : 1;
}

static char *chunk_new(size_t bytes, size_t align)
{
    size_t all_bytes = bytes + sizeof(struct trailer);
    char *memory = align <= CORO_MAX_ALIGN ? malloc(all_bytes) : aligned_alloc(align, coro_round_up(all_bytes, align));
    if (memory != NULL)
        list_chunk(memory, (struct trailer *)(memory + bytes));
    return memory;
}

static void list_in_pool(struct coro_block_pool *pool, struct coro_block_list *list)
{
    if (list->is_listed)
        return;
    list->is_listed = true;
    list->next = pool->lists;
    pool->lists = list;
}

enum coro_status coro_block_refill(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes, size_t align)
{
    size_t count = count_in_chunk(bytes);
    char *memory = chunk_new(count * bytes, align);
    if (memory == NULL)
        return CORO_ERR_NO_MEMORY;
    list_in_pool(pool, list);
    pool->chunk_count++;
    pool->block_count += count;
    while (count > 0)
        coro_block_push(list, memory + --count * bytes);
    return CORO_OK;
}

size_t coro_block_pool_kept(const struct coro_block_pool *pool)
{
    size_t free_count = 0;
    for (const struct coro_block_list *list = pool->lists; list != NULL; list = list->next)
        for (const struct coro_block *block = list->free; block != NULL; block = block->next)
            free_count++;
    return free_count == pool->block_count ? pool->chunk_count : 0;
}
