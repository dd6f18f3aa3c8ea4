/* SPDX-License-Identifier: MIT */
/* An arena: allocates by bumping a pointer through chunks of the heap, and frees everything at once. Blocks are not reused one by
 * one: the memory becomes free when the last live block is released. The idea is part 9's "Arena::new". The rows box_arena and
 * size_in_vtable/arena place frames in it; coro/alloc/arena.c has the slow paths. One thread at a time. */
#ifndef CORO_ARENA_H
#define CORO_ARENA_H
#include "coro/polled.h"

struct coro_arena_chunk { struct coro_arena_chunk *older; size_t bytes; _Alignas(CORO_MAX_ALIGN) char memory[]; };
struct coro_arena {
    char *top, *end;                    /* of the newest chunk; NULL before the first */
    size_t alive_count;
    struct coro_arena_chunk *newest;    /* also the largest; NULL before the first */
};

/* Frees the chunks and leaves an empty arena, which is all zero. Aborts while a block is alive. */
void coro_arena_fini(struct coro_arena *);

/* The slow paths of the two functions below: a new chunk, and freeing all chunks but the newest. */
CORO_MUST_USE enum coro_status coro_arena_grow(struct coro_arena *, struct coro_layout, void **at);
void coro_arena_free_older(struct coro_arena *);

/* Allocates a block. Returns CORO_ERR_NO_MEMORY when the heap is exhausted; the arena stays usable. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_arena_alloc(struct coro_arena *arena, struct coro_layout layout, void **at)
{
    size_t bytes = coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    if (CORO_UNLIKELY(layout.align > CORO_MAX_ALIGN || (size_t)(arena->end - arena->top) <= bytes))
        return coro_arena_grow(arena, layout, at);
    *at = arena->top;
    arena->top += bytes;
    arena->alive_count++;
    return CORO_OK;
}
/* Releases any one block. The caller must not release more blocks than it allocated. */
CORO_INLINE void coro_arena_release(struct coro_arena *arena)
{
    if (--arena->alive_count > 0)
        return;
    arena->top = arena->newest->memory;
    if (CORO_UNLIKELY(arena->newest->older != NULL))
        coro_arena_free_older(arena);
}

#endif
