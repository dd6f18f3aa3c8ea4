/* SPDX-License-Identifier: MIT */
/* An arena: allocates by bumping a pointer through chunks of the heap, and frees everything at once. Blocks are not reused one by
 * one: the memory becomes free when the last live block is released. The idea is part 9's "Arena::new". The rows box_arena and
 * size_in_vtable/arena place frames in it; coro/alloc/arena.c has the slow paths. One thread at a time. */
#ifndef CORO_ARENA_H
#define CORO_ARENA_H
#include "coro/checks.h"
#include "coro/notice.h"
#include "coro/polled.h"
CORO_C_BEGIN

/* `bytes` is a multiple of CORO_MAX_ALIGN. */
struct coro_arena_chunk { struct coro_arena_chunk *older; size_t bytes; CORO_ALIGNAS(CORO_MAX_ALIGN) char memory[]; };
struct coro_arena {
    char *top, *end;                    /* of the newest chunk; NULL before the first */
    size_t alive_count;
    struct coro_arena_chunk *newest;    /* also the largest; NULL before the first */
};

/* Frees the chunks and leaves an empty arena, which is all zero. Aborts while a block is alive. */
void coro_arena_fini(struct coro_arena *);

/* The slow paths of the functions below: a new chunk, freeing all chunks but the newest, and checks. */
CORO_MUST_USE enum coro_status coro_arena_grow(struct coro_arena *, struct coro_layout, void **at);
void coro_arena_free_older(struct coro_arena *);
void coro_arena_check_release(const struct coro_arena *);
void coro_arena_mark(const struct coro_arena *, void *at);
void coro_arena_unmark(void *at, struct coro_layout);
void coro_arena_unmark_all(struct coro_arena *);

CORO_INLINE enum coro_status coro_arena_grow_and_unmark(struct coro_arena *arena, struct coro_layout layout, void **at)
{
    enum coro_status status = coro_arena_grow(arena, layout, at);
    if (status == CORO_OK)
        coro_arena_unmark(*at, layout);
    return status;
}

/* True for a block that the arena allocates without a call. The room is a multiple of CORO_MAX_ALIGN, so a size that fits it
 * still does so when it is rounded up. */
CORO_INLINE bool coro_arena_has_room(const struct coro_arena *arena, struct coro_layout layout)
{
    return layout.align <= CORO_MAX_ALIGN && (size_t)(arena->end - arena->top) > layout.bytes
           && (!CORO_CHECKS || coro_layout_is_power_of_two(layout));
}

/* Allocates a block. Returns CORO_ERR_NO_MEMORY when the heap is exhausted, and for a layout that no memory has; the arena stays
 * usable. */
CORO_INLINE CORO_MUST_USE enum coro_status coro_arena_alloc(struct coro_arena *arena, struct coro_layout layout, void **at)
{
    if (CORO_UNLIKELY(!coro_arena_has_room(arena, layout)))
        return CORO_CHECKS ? coro_arena_grow_and_unmark(arena, layout, at) : coro_arena_grow(arena, layout, at);
    if (CORO_CHECKS)
        coro_arena_unmark(arena->top, layout);
    coro_notice_hand_out(arena->top, layout.bytes);
    *at = arena->top;
    arena->top += coro_round_up(layout.bytes, CORO_MAX_ALIGN);
    arena->alive_count++;
    return CORO_OK;
}
/* Allocates a block as alloc does, without a call; NULL where alloc makes a call. */
CORO_INLINE void *coro_arena_take(struct coro_arena *arena, struct coro_layout layout)
{
    void *at = NULL;
    if (CORO_UNLIKELY(!coro_arena_has_room(arena, layout)) || coro_arena_alloc(arena, layout, &at))
        return NULL;
    return at;
}
/* Releases any one block; a block that is released twice counts as two. Aborts, in a unit that checks, when more blocks are
 * released than were allocated. */
CORO_INLINE void coro_arena_release(struct coro_arena *arena)
{
    if (CORO_CHECKS)
        coro_arena_check_release(arena);
    if (--arena->alive_count > 0)
        return;
    if (CORO_CHECKS)
        coro_arena_unmark_all(arena);
    arena->top = arena->newest->memory;
    coro_notice_forbid(arena->top, (size_t)(arena->end - arena->top));
    if (CORO_UNLIKELY(arena->newest->older != NULL))
        coro_arena_free_older(arena);
}
/* Releases this block, which sanitizers then guard. A unit that checks also aborts for a block that the arena does not have, or
 * that was released so before. If it checks, so must all units that allocate from this arena. */
CORO_INLINE void coro_arena_release_block(struct coro_arena *arena, void *at, struct coro_layout layout)
{
    if (CORO_CHECKS && layout.bytes > 0)
        coro_arena_mark(arena, at);
    coro_notice_forbid(at, layout.bytes);
    coro_arena_release(arena);
}

CORO_C_END
#endif
