/* SPDX-License-Identifier: MIT */
/* The provider coro_pooled_stacks (coro/stack.h): stacks cut from large reservations, with guards and a list of free
 * stacks. Other providers take their memory from it, too. Coroutines (coro/coroutine.h) decide what lies on a stack.
 *
 * A reservation (chunk) is a row of equal slots:
 *
 *     slot                                      stack.base               stack.base + stack_bytes            slot + slot_bytes
 *     | 0 or 1 page | guard | < 1 page          | the stack, grows down <-- | lender | rest of the colour: 1 to 32 x 64 bytes |
 *
 * The colour staggers the tops, where control blocks lie, over the cache sets. It is at most half a page, so a coroutine that
 * needs little still touches one page. A slot is an odd number of pages, which spreads slots over the next cache level too. The
 * extra page lies below the guard. The lender is the source while the stack is out, and NULL otherwise; so a stack that is
 * released twice, or to another source, is noticed. It lies on the page of the control block. Side stacks have no control block
 * there: it would cost each of them a page, so only units with CORO_CHECKS keep it for coro_pooled_side_stacks.
 *
 * Guards are page-table markers (MADV_GUARD_INSTALL, Linux 6.13). On older kernels they are protected pages, each of which
 * splits the mapping, so the limit on mappings (vm.max_map_count) allows some 32,000 stacks. The free list is an array beside
 * the stacks, so releasing a stack does not touch it. Huge pages are turned off: they would back a shallow stack with all of
 * its memory. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include "coro/attributes.h"
#include "coro/bug.h"
#include "coro/checks.h"
#include "coro/stack/guard_map.h"
#include "coro/notice.h"
#include "coro/polled.h"
#include "coro/stack.h"

enum {
    MIN_STACK_BYTES = 4096,
    MAX_STACK_BYTES = 1 << 30,
    FIRST_CHUNK_SLOTS = 16,             /* each further chunk doubles the slots */
    GUARD_INSTALL = 102,                /* MADV_GUARD_INSTALL; the C library may not define it */
    NO_ADVICE = 9999,                   /* known to no kernel */
};
_Static_assert(CORO_STACK_COLOUR_BYTES * CORO_STACK_COLOUR_COUNT <= MIN_STACK_BYTES / 2, "colours leave half a page");
_Static_assert(CORO_STACK_COLOUR_BYTES % CORO_MAX_ALIGN == 0, "a coloured stack is aligned");

struct chunk { struct chunk *next; struct coro_guarded row; int place; };   /* place: in the map of guards */

struct coro_stack_source {
    size_t stack_bytes, slot_bytes, guard_bytes, page_bytes;
    bool believes_advice;               /* false where madvise accepts all advice and does nothing, as in qemu's emulation */
    struct chunk *chunks;               /* newest first: fresh stacks are cut from it; NULL before the first acquire */
    size_t cut_count;                   /* slots of the newest chunk that were handed out at least once */
    size_t slot_count;                  /* of all chunks */
    size_t fresh_count;
    char **free;                        /* bases of the free stacks, released last at the end; room for slot_count */
    char **free_end;
};

static enum coro_status pool_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    if (stack_bytes < MIN_STACK_BYTES || stack_bytes > MAX_STACK_BYTES || stack_bytes % CORO_MAX_ALIGN != 0)
        return CORO_ERR_INVALID;
    struct coro_stack_source *source = calloc(1, sizeof *source);
    if (source == NULL)
        return CORO_ERR_NO_MEMORY;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    source->stack_bytes = stack_bytes;
    source->page_bytes = page;
    source->guard_bytes = coro_round_up(CORO_STACK_GUARD_BYTES, page);
    size_t colours_bytes = CORO_STACK_COLOUR_COUNT * CORO_STACK_COLOUR_BYTES;
    size_t pages = (source->guard_bytes + coro_round_up(stack_bytes + colours_bytes, page)) / page;
    source->slot_bytes = (pages | 1) * page;
    source->believes_advice = madvise(NULL, 0, NO_ADVICE) != 0;
    *opened = source;
    return CORO_OK;
}

/* Makes a chunk of slot_count slots, or of half as many, and so on, where the address space is short. Returns NULL if even one
 * slot fails. */
static struct chunk *new_chunk(const struct coro_stack_source *source, size_t slot_count)
{
    struct chunk *chunk = malloc(sizeof *chunk);
    if (chunk == NULL)
        return NULL;
    for (; slot_count > 0; slot_count /= 2) {
        size_t bytes = slot_count * source->slot_bytes;
        void *base = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
        if (base == MAP_FAILED)
            continue;
        (void)madvise(base, bytes, MADV_NOHUGEPAGE);        /* fails on kernels without huge pages, which is fine */
        *chunk = (struct chunk){ .row = { base, slot_count, source->slot_bytes, source->stack_bytes, source->guard_bytes,
                                          source->page_bytes, source->fresh_count } };
        chunk->place = coro_guard_map_enter(&chunk->row);
        return chunk;
    }
    free(chunk);
    return NULL;
}

static void free_chunk(struct chunk *chunk)
{
    coro_guard_map_leave(chunk->place);
    munmap(chunk->row.base, chunk->row.slot_count * chunk->row.slot_bytes);
    free(chunk);
}

static enum coro_status add_chunk(struct coro_stack_source *source)
{
    struct chunk *chunk = new_chunk(source, source->slot_count ? source->slot_count : FIRST_CHUNK_SLOTS);
    if (chunk == NULL)
        return CORO_ERR_NO_MEMORY;
    char **list = realloc(source->free, (source->slot_count + chunk->row.slot_count) * sizeof *list);
    if (list == NULL) {
        free_chunk(chunk);
        return CORO_ERR_NO_MEMORY;
    }
    source->free = source->free_end = list;     /* fresh slots are added while no stack is free */
    source->slot_count += chunk->row.slot_count;
    source->cut_count = 0;
    chunk->next = source->chunks;
    source->chunks = chunk;
    return CORO_OK;
}

static enum coro_status install_guard(const struct coro_stack_source *source, char *pages)
{
    size_t bytes = source->guard_bytes;
    bool is_guarded = source->believes_advice && madvise(pages, bytes, GUARD_INSTALL) == 0;
    if (is_guarded || mprotect(pages, bytes, PROT_NONE) == 0)
        return CORO_OK;
    return CORO_ERR_NO_MEMORY;
}

enum purpose { FOR_COROUTINES, FOR_SIDE_STACKS };
static bool has_lender(enum purpose purpose) { return purpose == FOR_COROUTINES || CORO_CHECKS; }

static struct coro_stack_source **lender_of(struct coro_stack stack)
{
    return (struct coro_stack_source **)(stack.base + stack.bytes);
}

CORO_INLINE void lend(struct coro_stack_source *source, char *base, enum purpose purpose, struct coro_stack *stack)
{
    *stack = (struct coro_stack){ base, source->stack_bytes };
    if (has_lender(purpose))
        *lender_of(*stack) = source;
    coro_notice_lend(*stack);
}

/* Never inlined: it is rare, and every acquire would save its registers. */
static CORO_NOINLINE enum coro_status cut_fresh(struct coro_stack_source *source, enum purpose purpose, struct coro_stack *stack)
{
    enum coro_status status = CORO_OK;
    if (source->chunks == NULL || source->cut_count == source->chunks->row.slot_count)
        status = add_chunk(source);
    if (status != CORO_OK)
        return status;
    const struct coro_guarded *row = &source->chunks->row;
    struct coro_stack fresh = coro_guarded_stack(row, source->cut_count);
    status = install_guard(source, coro_guarded_guard(row, fresh));
    if (status != CORO_OK)
        return status;
    source->cut_count++;
    source->fresh_count++;
    lend(source, fresh.base, purpose, stack);
    return CORO_OK;
}

CORO_INLINE enum coro_status acquire(struct coro_stack_source *source, enum purpose purpose, struct coro_stack *stack)
{
    if (source->free_end == source->free)
        return cut_fresh(source, purpose, stack);
    lend(source, *--source->free_end, purpose, stack);
    return CORO_OK;
}
static enum coro_status pool_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    return acquire(source, FOR_COROUTINES, stack);
}
static enum coro_status side_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    return acquire(source, FOR_SIDE_STACKS, stack);
}

/* True if the stack is in one of the source's slots; its lender can then be read. There are few chunks: each doubles the
 * slots. */
static bool is_own_stack(const struct coro_stack_source *source, struct coro_stack stack)
{
    if (stack.bytes != source->stack_bytes)
        return false;
    for (const struct chunk *chunk = source->chunks; chunk != NULL; chunk = chunk->next) {
        const struct coro_guarded *row = &chunk->row;
        size_t offset = (size_t)((uintptr_t)stack.base - (uintptr_t)row->base);
        if (offset < row->slot_count * row->slot_bytes)
            return coro_guarded_stack(row, offset / row->slot_bytes).base == stack.base;
    }
    return false;
}

/* Without lenders, the source still knows how many it has handed out. */
CORO_INLINE bool is_out(const struct coro_stack_source *source, enum purpose purpose, struct coro_stack stack)
{
    if (!has_lender(purpose))
        return source->free_end < source->free + source->fresh_count;
    return (!CORO_CHECKS || is_own_stack(source, stack)) && *lender_of(stack) == source;
}

CORO_INLINE void release(struct coro_stack_source *source, enum purpose purpose, struct coro_stack stack)
{
    if (CORO_UNLIKELY(!is_out(source, purpose, stack)))
        coro_bug("a stack is released that its source has not handed out, or has taken back before: %p", (void *)stack.base);
    if (has_lender(purpose))
        *lender_of(stack) = NULL;
    coro_notice_take_back(stack);
    *source->free_end++ = stack.base;
}

static void pool_release(struct coro_stack_source *source, struct coro_stack stack) { release(source, FOR_COROUTINES, stack); }
static void side_release(struct coro_stack_source *source, struct coro_stack stack) { release(source, FOR_SIDE_STACKS, stack); }

static size_t pool_fresh_count(const struct coro_stack_source *source) { return source->fresh_count; }

static void pool_close(struct coro_stack_source *source)
{
    if (source == NULL)
        return;
    size_t free_count = (size_t)(source->free_end - source->free);
    if (free_count != source->fresh_count)
        coro_bug("a source of stacks is closed while %zu of them are out", source->fresh_count - free_count);
    while (source->chunks != NULL) {
        struct chunk *chunk = source->chunks;
        source->chunks = chunk->next;
        free_chunk(chunk);
    }
    free(source->free);
    free(source);
}

/* The page of the top goes, too: it holds nothing of a free stack but a NULL. Failing is harmless, so nothing asks. */
static void pool_trim(struct coro_stack_source *source)
{
    for (char **base = source->free; base < source->free_end; base++) {
        char *first_page = *base - (uintptr_t)*base % source->page_bytes;
        char *end = coro_align_up(*base + source->stack_bytes + 1, source->page_bytes);
        (void)madvise(first_page, (size_t)(end - first_page), MADV_DONTNEED);
    }
}

const struct coro_stack_provider coro_pooled_stacks = {
    "guarded, pooled", pool_open, pool_acquire, pool_release, pool_fresh_count, pool_close, pool_trim
};
const struct coro_stack_provider coro_pooled_side_stacks = {
    "guarded, pooled, for side stacks", pool_open, side_acquire, side_release, pool_fresh_count, pool_close, pool_trim
};
