/* SPDX-License-Identifier: MIT */
/* The provider coro_copied_stacks, and the copying of frames (frames_copied.h). A source owns one guarded, shared stack; each
 * stack that it hands out is a block from the heap. The copying runs on the resumer's stack.
 *
 * The guarded stack ends in a control block, like any stack, though no coroutine runs with it. It carries the name of the
 * coroutine on the shared stack, so that coro/overflow.h can report an overflow. Frames lie below it. */
#define CORO_COPIES_FRAMES 1
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "coro/coroutine.h"

enum {
    SHARED_BYTES = (64 << 10) * CORO_NOTICE_STACK_FACTOR,
    MIN_STACK_BYTES = CORO_MIN_STACK_BYTES + sizeof(struct coro_copied_room),
    MAX_STACK_BYTES = 1 << 30,
    MORE_BYTES = 256,               /* blocks from the heap are multiples of this */
};

struct coro_stack_source {
    size_t stack_bytes, fresh_count, out_count;
    struct coro_stack_source *pool;         /* provides the shared stack */
    struct coro_stack guarded, shared;      /* shared: guarded without the control block */
};

static struct coro_copied_room *room_of(struct coro_stack stack) { return coro_copied_room(coro_at(stack)); }

/* Makes the control block at the top of the guarded stack, and returns the rest, for frames. */
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
/* Returns the place of a copy of `bytes`. */
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
    char *more = malloc(more_bytes);        /* not realloc: the old contents are not needed */
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
    if (CORO_CHECKS)
        coro_at(made)->state = CORO_CREATED;        /* for the release, where no coroutine is made */
    source->fresh_count++;
    source->out_count++;
    *stack = made;
    return CORO_OK;
}

/* The room names the source while the stack is out. */
static void copied_release(struct coro_stack_source *source, struct coro_stack stack)
{
    struct coro_copied_room *room = source->out_count > 0 ? room_of(stack) : NULL;
    if (room == NULL || room->shared.base != source->shared.base)
        coro_bug("a stack is released that its source has not handed out, or has taken back before: %p", (void *)stack.base);
    const struct coro *co = coro_at(stack);
    if (CORO_CHECKS && (co->state & CORO_IS_MIDWAY))
        coro_bug("the stack of coroutine %s is released while it is suspended: cancel it before", coro_name(co));
    room->shared.base = NULL;
    source->out_count--;
    free(room->more);
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

/* malloc has the memory of released stacks. */
static void copied_trim(struct coro_stack_source *source) { (void)source; }

const struct coro_stack_provider coro_copied_stacks = {
    "one shared, copied", copied_open, copied_acquire, copied_release, copied_fresh_count, copied_close, copied_trim
};
