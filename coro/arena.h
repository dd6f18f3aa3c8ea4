/* SPDX-License-Identifier: MIT */
/* An arena: memory is had by bumping a pointer through chunks of the heap, and comes back all at once, when the last block that
 * is alive has been released. While one is alive, what was released beside it is not used again. From part 9 ("Arena::new"). */
#ifndef CORO_ARENA_H
#define CORO_ARENA_H
#include "coro/polled.h"

struct coro_arena_chunk { struct coro_arena_chunk *older; size_t bytes; _Alignas(CORO_MAX_ALIGN) char memory[]; };
struct coro_arena {
    char *top, *end;                    /* of the newest chunk; NULL before the first */
    size_t alive_count;
    struct coro_arena_chunk *newest;    /* and the largest; NULL before the first */
};

/* An arena that is all zero is empty. Every block must have been released; aborts otherwise. */
void coro_arena_fini(struct coro_arena *);

/* The slow halves. */
CORO_MUST_USE enum coro_status coro_arena_grow(struct coro_arena *, struct coro_layout, void **at);
void coro_arena_free_older(struct coro_arena *);

/* CORO_ERR_NO_MEMORY when the heap has none; the arena stays usable. */
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
CORO_INLINE void coro_arena_release(struct coro_arena *arena)
{
    if (--arena->alive_count > 0)
        return;
    arena->top = arena->newest->memory;
    if (CORO_UNLIKELY(arena->newest->older != NULL))
        coro_arena_free_older(arena);
}

#endif
