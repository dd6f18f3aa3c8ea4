/* SPDX-License-Identifier: MIT */
/* The slow paths of coro/block_chunk.h: lists that are empty or too long, pools that end, and checks. */
#define CORO_NOTICE_MEMORY 1        /* none of these paths is measured */
#include <stdlib.h>
#include "coro/alloc/block_page.h"
#include "coro/alloc/block_region.h"
#include "coro/bug.h"

/* A list has room for MOST_FREE blocks, or fewer of together FREE_BYTES. Awaits nested as deep as that never take the lock. */
enum { MOST_FREE = 64, FREE_BYTES = 16384 };
static size_t room_for(size_t bytes)
{
    size_t count = FREE_BYTES / bytes;
    return count == 0 ? 1 : count < MOST_FREE ? count : MOST_FREE;
}

static size_t half(size_t bytes) { return (room_for(bytes) + 1) / 2; }

static void end_with_thread(struct coro_thread_end *);

/* A list that is not listed may be of a thread that has released blocks and never popped one. */
static void enlist(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes)
{
    if (pool->is_of_thread && !pool->is_begun) {
        pool->is_begun = true;
        pool->at_end.end = end_with_thread;
        coro_at_thread_end(&pool->at_end);
    }
    if (list->latest == CORO_BLOCK_UNLISTED) {
        list->latest = CORO_BLOCK_NONE;
        list->room = (ptrdiff_t)room_for(bytes);
    }
    if (list->bytes != 0)
        return;
    list->bytes = bytes;
    list->next = pool->lists;
    pool->lists = list;
}

/* ---- blocks given back ---- */

/* Only where the thread's units open blocks again. */
static bool forbids(const struct coro_block_pool *pool) { return CORO_CHECKS && pool->is_of_thread; }

static void forbid_free(const struct coro_block_pool *pool, struct coro_block_list *list)
{
    if (!forbids(pool))
        return;
    for (struct coro_block *block = list->free, *next; block != NULL; block = next) {
        next = block->next;
        coro_notice_forbid(block, list->bytes);
    }
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

static void give_all(struct coro_block_pool *pool, struct coro_block *block, size_t bytes)
{
    coro_block_pages_lock();
    for (struct coro_block *next; block != NULL; block = next) {
        coro_notice_open(block, sizeof *block);
        next = block->next;
        pool->block_count--;
        coro_block_pages_give(block, bytes);
    }
    coro_block_pages_unlock();
}

static bool is_block(const void *latest) { return latest != CORO_BLOCK_UNLISTED && latest != CORO_BLOCK_NONE; }

static void empty(struct coro_block_pool *pool, struct coro_block_list *list)
{
    struct coro_block *latest = is_block(list->latest) ? list->latest : NULL, *rest = list->free;
    list->latest = CORO_BLOCK_UNLISTED;
    list->free = NULL;
    list->room = 0;
    if (latest != NULL) {
        coro_notice_open(latest, sizeof *latest);
        latest->next = NULL;
        give_all(pool, latest, list->bytes);
    }
    give_all(pool, rest, list->bytes);
}

/* Empties the next list of the pool if nothing has changed there since the last visit: types of iterators that burst in turn
 * would otherwise leave their frames one after another. A list in use may look unchanged, and then fills again. */
static void visit_next(struct coro_block_pool *pool, const struct coro_block_list *current)
{
    struct coro_block_list *list = pool->visited ? pool->visited : pool->lists;
    pool->visited = list->next;
    if (list == current)
        return;
    if (list->seen_latest == list->latest && list->seen_free == list->free && list->latest != CORO_BLOCK_UNLISTED)
        empty(pool, list);
    list->seen_latest = list->latest;
    list->seen_free = list->free;
}

/* ---- slow paths ---- */

enum coro_status coro_block_refill(struct coro_block_pool *pool, struct coro_block_list *list, size_t bytes)
{
    size_t taken = 0;
    enlist(pool, list, bytes);
    visit_next(pool, list);
    coro_block_pages_lock();
    list->free = coro_block_pages_take(bytes, half(bytes), &taken);
    coro_block_pages_unlock();
    pool->block_count += taken;
    list->room -= (ptrdiff_t)taken;
    forbid_free(pool, list);
    return list->free ? CORO_OK : CORO_ERR_NO_MEMORY;
}

/* Gives back the blocks released last. */
static void halve(struct coro_block_pool *pool, struct coro_block_list *list)
{
    size_t given = room_for(list->bytes) - half(list->bytes) + 1;
    struct coro_block *first = list->free, *last = first;
    for (size_t i = 1; i < given; i++)
        last = next_of(last);
    list->free = next_of(last);
    list->room = (ptrdiff_t)given;
    coro_notice_open(last, sizeof *last);
    last->next = NULL;
    give_all(pool, first, list->bytes);
}

void coro_block_release_beyond(struct coro_block_pool *pool, struct coro_block_list *list, void *at, size_t bytes)
{
    list->room++;
    enlist(pool, list, bytes);
    visit_next(pool, list);
    if (list->room <= 0)
        halve(pool, list);
    list->room--;
    coro_notice_open(at, sizeof(struct coro_block));
    coro_block_push(list, at);
    coro_block_mark(at);
    if (forbids(pool))
        coro_notice_forbid(at, bytes);
}

void *coro_block_heap_alloc(struct coro_layout layout)
{
    if (!coro_layout_is_possible(layout))
        return NULL;
    if (layout.align <= CORO_MAX_ALIGN)
        return malloc(layout.bytes);
    return aligned_alloc(layout.align, coro_round_up(layout.bytes, layout.align));
}
void coro_block_heap_release(void *at) { free(at); }

/* ---- pools ---- */

static void empty_all(struct coro_block_pool *pool)
{
    for (struct coro_block_list *list = pool->lists; list != NULL; list = list->next)
        empty(pool, list);
}

static void end_with_thread(struct coro_thread_end *at_end)
{
    struct coro_block_pool *pool = (struct coro_block_pool *)((char *)at_end - offsetof(struct coro_block_pool, at_end));
    pool->is_begun = false;         /* a later hook of the thread may release blocks, and begins the pool again */
    empty_all(pool);
}

void coro_block_pool_trim(struct coro_block_pool *pool)
{
    empty_all(pool);
    coro_block_pages_lock();
    coro_region_purge();
    coro_block_pages_unlock();
}

static size_t free_count(const struct coro_block_list *list)
{
    size_t count = is_block(list->latest);
    for (struct coro_block *block = list->free; block != NULL; block = next_of(block))
        count++;
    return count;
}

size_t coro_block_pool_kept(const struct coro_block_pool *pool)
{
    size_t count = 0;
    for (const struct coro_block_list *list = pool->lists; list != NULL; list = list->next)
        count += free_count(list);
    return count - pool->block_count;
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

/* A unit that does not check leaves marks behind, so a mark alone proves nothing. */
void coro_block_check(const struct coro_block_list *list, void *at, size_t bytes)
{
    if (at == NULL)
        coro_bug("NULL is released as a block of %zu bytes", bytes);
    struct coro_block *block = at;
    if (at == list->latest || coro_notice_is_forbidden(at))
        coro_bug("a block of %zu bytes is released twice, or was never allocated", bytes);
    coro_block_pages_lock();
    bool is_ours = coro_block_pages_has(at, bytes), is_spare = false;
    if (is_ours) {
        coro_notice_open(block, sizeof *block);
        is_spare = block->mark == mark_of(block) && coro_block_pages_has_spare(at, bytes);
    }
    coro_block_pages_unlock();
    if (!is_ours)
        coro_bug("memory is released as a block of %zu bytes, and has another size or another owner", bytes);
    if (is_spare || (block->mark == mark_of(block) && is_on(list->free, block)))
        coro_bug("a block of %zu bytes is released twice", bytes);
}
