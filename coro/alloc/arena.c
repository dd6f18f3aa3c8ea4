/* SPDX-License-Identifier: MIT */
/* Defines the slow paths of coro/arena.h: allocating a chunk, freeing chunks, and checks. */
#define CORO_NOTICE_MEMORY 1        /* none of these paths is measured */
#include "coro/arena.h"
#include <stdlib.h>
#include <string.h>
#include "coro/bug.h"

/* The size of the first chunk. Each further one is twice as large, or as large as the block needs. */
enum { FIRST_BYTES = 1024 };

static enum coro_status add_chunk(struct coro_arena *arena, size_t need)
{
    size_t bytes = arena->newest ? 2 * arena->newest->bytes : FIRST_BYTES;
    if (bytes < need)
        bytes = coro_round_up(need, CORO_MAX_ALIGN);
    struct coro_arena_chunk *chunk = malloc(sizeof *chunk + bytes);
    if (chunk == NULL)
        return CORO_ERR_NO_MEMORY;
    chunk->older = arena->newest;
    chunk->bytes = bytes;
    arena->newest = chunk;
    arena->top = chunk->memory;
    arena->end = chunk->memory + bytes;
    if (CORO_CHECKS)
        coro_notice_forbid(arena->top, bytes);
    return CORO_OK;
}

enum coro_status coro_arena_grow(struct coro_arena *arena, struct coro_layout layout, void **at)
{
    if (!coro_layout_is_power_of_two(layout))
        coro_bug("a block's alignment of %zu is no power of two", layout.align);
    if (!coro_layout_is_possible(layout))
        return CORO_ERR_NO_MEMORY;
    size_t bytes = coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    char *from = coro_align_up(arena->top, layout.align);
    if (arena->newest == NULL || from < arena->top || from > arena->end || (size_t)(arena->end - from) < bytes) {
        enum coro_status status = add_chunk(arena, bytes + layout.align);
        if (status)
            return status;
        from = coro_align_up(arena->top, layout.align);
    }
    coro_notice_hand_out(from, layout.bytes);
    *at = from;
    arena->top = from + bytes;
    arena->alive_count++;
    return CORO_OK;
}

static void free_chunks(struct coro_arena_chunk *chunk)
{
    while (chunk) {
        struct coro_arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

/* Keeps the newest chunk, which is the largest: the same blocks will fit it again. */
void coro_arena_free_older(struct coro_arena *arena)
{
    free_chunks(arena->newest->older);
    arena->newest->older = NULL;
}

void coro_arena_fini(struct coro_arena *arena)
{
    if (arena->alive_count != 0)
        coro_bug("an arena ends while %zu blocks of it are alive", arena->alive_count);
    free_chunks(arena->newest);
    *arena = (struct coro_arena){ 0 };
}

void coro_arena_check_release(const struct coro_arena *arena)
{
    if (arena->alive_count == 0)
        coro_bug("more blocks are released to an arena than it has");
}

/* ---- marks of released blocks, in their first word ---- */

static uintptr_t mark_of(const void *at) { return (uintptr_t)at ^ (uintptr_t)0xdeadb10cdeadb10c; }

static void write_mark(uintptr_t *at, uintptr_t mark)
{
    coro_notice_open(at, sizeof *at);
    *at = mark;
    coro_notice_forbid(at, sizeof *at);
}

void coro_arena_unmark(void *at, struct coro_layout layout)
{
    if (layout.bytes == 0)
        return;
    write_mark(at, 0);
    coro_notice_hand_out(at, layout.bytes);
}

/* All blocks are free. Units that do not check may use the arena next. */
void coro_arena_unmark_all(struct coro_arena *arena)
{
    size_t bytes = (size_t)(arena->top - arena->newest->memory);
    coro_notice_open(arena->newest->memory, bytes);
    memset(arena->newest->memory, 0, bytes);
}

/* Blocks in use lie between a chunk's begin and the top, in older chunks up to their end. */
static void check_block(const struct coro_arena *arena, const void *at)
{
    const char *end = arena->top;
    const struct coro_arena_chunk *chunk = arena->newest;
    if (coro_notice_is_forbidden(at))
        coro_bug("a block of an arena is released twice, or was never allocated");
    while (chunk != NULL && ((const char *)at < chunk->memory || (const char *)at >= end)) {
        chunk = chunk->older;
        end = chunk ? chunk->memory + chunk->bytes : NULL;
    }
    if (chunk == NULL)
        coro_bug("a block is released to an arena that does not have it");
}

void coro_arena_mark(const struct coro_arena *arena, void *at)
{
    check_block(arena, at);
    coro_notice_open(at, sizeof(uintptr_t));
    if (*(uintptr_t *)at == mark_of(at))
        coro_bug("a block of an arena is released twice");
    write_mark(at, mark_of(at));
}
