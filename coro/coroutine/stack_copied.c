/* SPDX-License-Identifier: MIT */
/* Copies of frames, and the provider of the small stacks that hold them (coro/coroutine/frames_copied.h). A source owns one shared stack,
 * guarded; a stack that it hands out is one block from the heap. The copying runs on the resumer's stack.
 *
 * The guarded stack ends as any does, in a control block, though no coroutine's: it has the name of the one that is on the stack,
 * so that an overflow can be reported (coro/overflow.h). What is shared lies below. */
#define CORO_COPIES_FRAMES 1
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "coro/coroutine.h"

enum {
    SHARED_BYTES = (64 << 10) * CORO_NOTICE_STACK_FACTOR,
    MIN_STACK_BYTES = CORO_MIN_STACK_BYTES + sizeof(struct coro_copied_room),
    MAX_STACK_BYTES = 1 << 30,
    MORE_BYTES = 256,               /* a block from the heap is a multiple of this */
};

struct coro_stack_source {
    size_t stack_bytes, fresh_count, out_count;
    struct coro_stack_source *pool;         /* the shared stack's */
    struct coro_stack guarded, shared;      /* the latter without the control block */
};

static struct coro_copied_room *room_of(struct coro_stack stack) { return coro_copied_room(coro_at(stack)); }

/* Makes the control block at the top of the guarded stack, and tells what is left for frames. */
static struct coro_stack share(struct coro_stack guarded)
{
    struct coro *top = coro_at(guarded);
    *top = (struct coro){ .state = CORO_RUNNING, .limit = guarded.base };
    return (struct coro_stack){ guarded.base, (size_t)((char *)top - guarded.base) };
}

static bool fits(const struct coro_copied_room *room, const char *limit, size_t bytes)
{
    return (size_t)(coro_copied_end(room) - limit) >= bytes;
}
/* Where a copy of so many bytes lies. */
static char *copy_of(const struct coro_copied_room *room, const char *limit, size_t bytes)
{
    return fits(room, limit, bytes) ? coro_copied_end(room) - bytes : room->more;
}

enum coro_status coro_copied_restore(struct coro_copied_room *room, char *limit)
{
    char *top = room->shared.base + room->shared.bytes;
    if (CORO_UNLIKELY((uintptr_t)__builtin_frame_address(0) - (uintptr_t)room->shared.base < room->shared.bytes))
        return CORO_ERR_UNSUPPORTED;
    ((struct coro *)top)->name = ((const struct coro *)(room + 1))->name;
    struct coro_stack frames = { top - room->copied_bytes, room->copied_bytes };
    coro_notice_copy_in(room->shared, frames);
    memcpy(frames.base, copy_of(room, limit, frames.bytes), frames.bytes);
    return CORO_OK;
}

static bool has_room(struct coro_copied_room *room, const char *limit, size_t bytes)
{
    if (fits(room, limit, bytes) || room->more_bytes >= bytes)
        return true;
    size_t more_bytes = coro_round_up(bytes, MORE_BYTES);
    char *more = malloc(more_bytes);        /* what an earlier suspend left is of no use */
    if (more == NULL)
        return false;
    free(room->more);
    room->more = more;
    room->more_bytes = more_bytes;
    return true;
}

bool coro_copied_save(struct coro_copied_room *room, char *limit, char *lowest)
{
    size_t bytes = (size_t)(room->shared.base + room->shared.bytes - lowest);
    if (CORO_UNLIKELY(!has_room(room, limit, bytes)))
        return false;
    coro_notice_copy_out((struct coro_stack){ lowest, bytes });
    memcpy(copy_of(room, limit, bytes), lowest, bytes);
    room->copied_bytes = bytes;
    return true;
}

static enum coro_status copied_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    if (stack_bytes < MIN_STACK_BYTES || stack_bytes > MAX_STACK_BYTES || stack_bytes % CORO_MAX_ALIGN != 0)
        return CORO_ERR_INVALID;
    struct coro_stack_source *source = malloc(sizeof *source);
    if (source == NULL)
        return CORO_ERR_NO_MEMORY;
    *source = (struct coro_stack_source){ .stack_bytes = stack_bytes };
    enum coro_status status = coro_pooled_stacks.open(SHARED_BYTES, &source->pool);
    if (status)
        goto free_source;
    status = coro_pooled_stacks.acquire(source->pool, &source->guarded);
    if (status)
        goto close_pool;
    source->shared = share(source->guarded);
    *opened = source;
    return CORO_OK;

close_pool:
    coro_pooled_stacks.close(source->pool);
free_source:
    free(source);
    return status;
}

static enum coro_status copied_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    struct coro_stack made = { malloc(source->stack_bytes), source->stack_bytes };
    if (made.base == NULL)
        return CORO_ERR_NO_MEMORY;
    *room_of(made) = (struct coro_copied_room){ .shared = source->shared };
    source->fresh_count++;
    source->out_count++;
    *stack = made;
    return CORO_OK;
}

static void copied_release(struct coro_stack_source *source, struct coro_stack stack)
{
    if (source->out_count == 0)
        coro_bug("a stack is released that its source has not handed out");
    source->out_count--;
    free(room_of(stack)->more);
    free(stack.base);
}

static size_t copied_fresh_count(const struct coro_stack_source *source) { return source->fresh_count; }

static void copied_close(struct coro_stack_source *source)
{
    if (source == NULL)
        return;
    if (source->out_count != 0)
        coro_bug("a source of stacks is closed while %zu of them are out", source->out_count);
    coro_pooled_stacks.release(source->pool, source->guarded);
    coro_pooled_stacks.close(source->pool);
    free(source);
}

const struct coro_stack_provider coro_copied_stacks = {
    "one shared, copied", copied_open, copied_acquire, copied_release, copied_fresh_count, copied_close
};
