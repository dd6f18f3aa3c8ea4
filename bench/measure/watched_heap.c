/* SPDX-License-Identifier: MIT */
/* Keeps the watched blocks in one array (watched_heap.h). There are some hundred at most, so each search walks through it. Blocks
 * beyond the array are not watched. */
#define _GNU_SOURCE 1 /* dladdr */
#include "bench/measure/watched_heap.h"
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

/* A sanitizer has zones of its own, and names what it finds. */
#ifdef COUNT_BY_WRAPPING
enum { HAS_ZONES = 0 };
#else
enum { HAS_ZONES = 1 };
#endif
enum { ZONE_BYTES = 64, MOST = 4096, MOST_FREED = 32, MOST_FREED_BYTES = 1 << 20 };
enum { FILL_BYTES = 64 << 10 };         /* of a block, at each end: memory that a strategy only reserves stays so */
enum { ZONE_FILL = 0xfd, NEW_FILL = 0xcd, FREED_FILL = 0xdd };

static struct watched_block blocks[MOST];
static size_t block_count, freed_count, freed_bytes, call_number;
static const struct heap_watcher *watcher;
static _Thread_local const char *taker;         /* NULL outside watched calls */

void watched_heap_begin(const struct heap_watcher *new_watcher) { watcher = new_watcher; }
void watched_call_begins(const char *name)
{
    taker = name;
    call_number++;
}
void watched_call_ends(void) { taker = NULL; }
size_t watched_call_number(void) { return call_number; }

static char *raw_of(const struct watched_block *block) { return block->at - block->head_bytes; }

static void take_out(struct watched_block *block) { *block = blocks[--block_count]; }

/* The number of bytes from the first changed one to the last; 0 when all are as they were. *first is its offset. */
static size_t changed_bytes(const char *at, size_t bytes, unsigned char fill, size_t *first)
{
    if (bytes == 0 || ((unsigned char)at[0] == fill && memcmp(at, at + 1, bytes - 1) == 0))
        return 0;
    size_t from = 0, to = bytes;
    while (from < to && (unsigned char)at[from] == fill)
        from++;
    while (to > from && (unsigned char)at[to - 1] == fill)
        to--;
    *first = from;
    return to - from;
}

static size_t end_bytes(size_t bytes) { return bytes < FILL_BYTES ? bytes : FILL_BYTES; }
static void fill_ends(char *at, size_t bytes, unsigned char fill)
{
    memset(at, fill, end_bytes(bytes));
    memset(at + bytes - end_bytes(bytes), fill, end_bytes(bytes));
}
static bool has_changed_ends(const char *at, size_t bytes, unsigned char fill, size_t *first)
{
    return changed_bytes(at, end_bytes(bytes), fill, first) > 0
           || changed_bytes(at + bytes - end_bytes(bytes), end_bytes(bytes), fill, first) > 0;
}

static void check_zones(const struct watched_block *block)
{
    size_t first, changed = changed_bytes(raw_of(block), block->head_bytes, ZONE_FILL, &first);
    if (changed > 0)
        watcher->fault(HEAP_WRITTEN_BEFORE, block, block->head_bytes - first);
    changed = changed_bytes(block->at + block->bytes, ZONE_BYTES, ZONE_FILL, &first);
    if (changed > 0)
        watcher->fault(HEAP_WRITTEN_BEHIND, block, first + changed);
}

/* The freed ones are looked at when they leave. */
void watched_heap_check(void)
{
    for (size_t i = 0; i < block_count; i++)
        if (blocks[i].head_bytes > 0 && !blocks[i].is_freed)
            check_zones(&blocks[i]);
}

static void free_for_good(struct watched_block *block)
{
    size_t first;
    if (block->head_bytes > 0) {
        check_zones(block);
        if (has_changed_ends(block->at, block->bytes, FREED_FILL, &first))
            watcher->fault(HEAP_WRITTEN_AFTER_FREE, block, first);
        freed_count--;
        freed_bytes -= block->bytes;
        unwatched_free(raw_of(block));
    }
    take_out(block);
}

/* Any freed block may leave. */
static void free_some(void)
{
    for (size_t i = 0; i < block_count && (freed_count > MOST_FREED || freed_bytes > MOST_FREED_BYTES); i++)
        if (blocks[i].is_freed && blocks[i].head_bytes > 0)
            free_for_good(&blocks[i--]);
}

void watched_heap_flush(void)
{
    watched_heap_check();
    for (size_t i = block_count; i-- > 0;)
        if (blocks[i].is_freed)
            free_for_good(&blocks[i]);
}

/* The block that holds the address, of those with zones or of those that were noted. */
static struct watched_block *find(const void *at, bool has_zones)
{
    for (size_t i = block_count; i-- > 0;)
        if ((uintptr_t)at - (uintptr_t)blocks[i].at < blocks[i].bytes + !blocks[i].bytes
            && (blocks[i].head_bytes > 0) == has_zones)
            return &blocks[i];
    return NULL;
}

const struct watched_block *watched_block_at(const void *at, size_t bytes)
{
    const struct watched_block *found = NULL;
    for (size_t i = 0; i < block_count; i++) {
        const struct watched_block *block = &blocks[i];
        const char *end = block->at + block->bytes + (block->head_bytes ? ZONE_BYTES : 0);
        if ((const char *)at < end && raw_of(block) < (const char *)at + bytes && (found == NULL || !block->is_freed))
            found = block;
    }
    return found;
}

const struct watched_block *watched_block_live(void)
{
    for (size_t i = block_count; i-- > 0;)
        if (!blocks[i].is_freed)
            return &blocks[i];
    return NULL;
}

static void add(char *at, size_t bytes, size_t head_bytes)
{
    if (block_count < MOST)
        blocks[block_count++] = (struct watched_block){ at, bytes, head_bytes, taker, false, call_number };
}

void *watched_heap_take(size_t align, size_t bytes)
{
    if (taker == NULL || block_count == MOST || !HAS_ZONES || bytes > PTRDIFF_MAX / 2)
        return NULL;
    size_t head_bytes = align > ZONE_BYTES ? align : ZONE_BYTES;
    char *raw = unwatched_alloc(align, head_bytes + bytes + ZONE_BYTES);
    if (raw == NULL)
        return NULL;
    memset(raw, ZONE_FILL, head_bytes);
    fill_ends(raw + head_bytes, bytes, NEW_FILL);
    memset(raw + head_bytes + bytes, ZONE_FILL, ZONE_BYTES);
    add(raw + head_bytes, bytes, head_bytes);
    return raw + head_bytes;
}

static void refuse_wrong(const struct watched_block *block, const void *at)
{
    if (at != block->at)
        watcher->fault(HEAP_FREED_INSIDE, block, (size_t)((const char *)at - block->at));
    if (block->is_freed)
        watcher->fault(HEAP_FREED_TWICE, block, 0);
    watcher->frees(block);
}

bool watched_heap_free(void *at)
{
    struct watched_block *block = find(at, true);
    Dl_info object;
    if (block == NULL && taker && dladdr(at, &object))
        watcher->fault(HEAP_FREED_NO_BLOCK, NULL, 0);
    if (block == NULL)
        return false;
    refuse_wrong(block, at);
    check_zones(block);
    block->is_freed = true;
    fill_ends(block->at, block->bytes, FREED_FILL);
    freed_count++;
    freed_bytes += block->bytes;
    free_some();
    return true;
}

size_t watched_heap_bytes(const void *at)
{
    const struct watched_block *block = find(at, true);
    return block ? block->bytes : SIZE_MAX;
}

/* Blocks that were freed here before are forgotten: they are not held back. */
void watched_heap_note(void *at, size_t bytes)
{
    for (size_t i = block_count; i-- > 0;)
        if (blocks[i].head_bytes == 0 && blocks[i].at < (char *)at + bytes && (char *)at < blocks[i].at + blocks[i].bytes)
            take_out(&blocks[i]);
    if (taker && at)
        add(at, bytes, 0);
}

void watched_heap_forget(void *at)
{
    struct watched_block *block = find(at, false);
    if (block == NULL)
        return;
    refuse_wrong(block, at);
    block->is_freed = true;
}
