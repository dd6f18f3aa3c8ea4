/* SPDX-License-Identifier: MIT */
/* The provider coro_pooled_stacks (coro/stack.h): stacks cut from large reservations, with guard pages and a list of free
 * stacks. Other providers take their memory from it, too. Coroutines (coro/coroutine.h) decide what lies on a stack.
 *
 * A reservation (chunk) is a row of equal slots:
 *
 *     slot                                      stack.base                 stack.base + stack_bytes         slot + slot_bytes
 *     | 0 or 1 page | guard page | < 1 page     | the stack, grows down  <---- | colour: 0 to 31 x 64 bytes | next slot ...
 *
 * The colour staggers the tops, where control blocks lie, over the cache sets. It is less than half a page, so a coroutine that
 * needs little still touches one page. A slot is an odd number of pages, which spreads slots over the next cache level too. The
 * extra page lies below the guard.
 *
 * Guards are page-table markers (MADV_GUARD_INSTALL, Linux 6.13). On older kernels they are protected pages, each of which
 * splits the mapping, so the limit on mappings (vm.max_map_count) allows some 32,000 stacks. The free list is an array beside
 * the stacks, so releasing a stack does not touch it. Huge pages are turned off: they would back a shallow stack with all of
 * its memory. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include "coro/attributes.h"
#include "coro/bug.h"
#include "coro/stack/guard_map.h"
#include "coro/notice.h"
#include "coro/polled.h"
#include "coro/stack.h"

enum {
    MIN_STACK_BYTES = 4096,
    MAX_STACK_BYTES = 1 << 30,
    FIRST_CHUNK_SLOTS = 16,             /* each further chunk doubles the slots */
    GUARD_INSTALL = 102,                /* MADV_GUARD_INSTALL; the C library may not define it */
};
_Static_assert(CORO_STACK_COLOUR_BYTES * CORO_STACK_COLOUR_COUNT <= MIN_STACK_BYTES / 2, "colours leave half a page");
_Static_assert(CORO_STACK_COLOUR_BYTES % CORO_MAX_ALIGN == 0, "a coloured stack is aligned");

struct chunk { struct chunk *next; struct coro_guarded row; int place; };   /* place: in the map of guards */

struct coro_stack_source {
    size_t stack_bytes, slot_bytes, page_bytes;
    struct chunk *chunks;               /* newest first: fresh stacks are cut from it; NULL before the first acquire */
    size_t cut_count;                   /* slots of the newest chunk that were handed out at least once */
    size_t slot_count;                  /* of all chunks */
    size_t fresh_count;
    char **free;                        /* bases of the free stacks, released last at the end; room for slot_count */
    size_t free_count;
};

static enum coro_status pool_open(size_t stack_bytes, struct coro_stack_source **opened)
{
    if (stack_bytes < MIN_STACK_BYTES || stack_bytes > MAX_STACK_BYTES || stack_bytes % CORO_MAX_ALIGN != 0)
        return CORO_ERR_INVALID;
    struct coro_stack_source *source = calloc(1, sizeof *source);
    if (source == NULL)
        return CORO_ERR_NO_MEMORY;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = 1 + coro_round_up(stack_bytes + (CORO_STACK_COLOUR_COUNT - 1) * CORO_STACK_COLOUR_BYTES, page) / page;
    source->stack_bytes = stack_bytes;
    source->page_bytes = page;
    source->slot_bytes = (pages | 1) * page;
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
        *chunk = (struct chunk){ .row = { base, slot_count, source->slot_bytes, source->stack_bytes, source->page_bytes,
                                          source->fresh_count } };
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
    source->free = list;
    source->slot_count += chunk->row.slot_count;
    source->cut_count = 0;
    chunk->next = source->chunks;
    source->chunks = chunk;
    return CORO_OK;
}

static enum coro_status install_guard(char *page, size_t bytes)
{
    if (madvise(page, bytes, GUARD_INSTALL) == 0 || mprotect(page, bytes, PROT_NONE) == 0)
        return CORO_OK;
    return CORO_ERR_NO_MEMORY;
}

static void lend(const struct coro_stack_source *source, char *base, struct coro_stack *stack)
{
    *stack = (struct coro_stack){ base, source->stack_bytes };
    coro_notice_lend(*stack);
}

/* Never inlined: it is rare, and every acquire would save its registers. */
static CORO_NOINLINE enum coro_status cut_fresh(struct coro_stack_source *source, struct coro_stack *stack)
{
    enum coro_status status = CORO_OK;
    if (source->chunks == NULL || source->cut_count == source->chunks->row.slot_count)
        status = add_chunk(source);
    if (status != CORO_OK)
        return status;
    const struct coro_guarded *row = &source->chunks->row;
    struct coro_stack fresh = coro_guarded_stack(row, source->cut_count);
    status = install_guard(coro_guarded_page(row, fresh), row->page_bytes);
    if (status != CORO_OK)
        return status;
    source->cut_count++;
    source->fresh_count++;
    lend(source, fresh.base, stack);
    return CORO_OK;
}

static enum coro_status pool_acquire(struct coro_stack_source *source, struct coro_stack *stack)
{
    if (source->free_count == 0)
        return cut_fresh(source, stack);
    lend(source, source->free[--source->free_count], stack);
    return CORO_OK;
}

static void pool_release(struct coro_stack_source *source, struct coro_stack stack)
{
    if (source->free_count == source->fresh_count)
        coro_bug("a stack is released that its source has not handed out");
    coro_notice_take_back(stack);
    source->free[source->free_count++] = stack.base;
}

static size_t pool_fresh_count(const struct coro_stack_source *source) { return source->fresh_count; }

static void pool_close(struct coro_stack_source *source)
{
    if (source == NULL)
        return;
    if (source->free_count != source->fresh_count)
        coro_bug("a source of stacks is closed while %zu of them are out", source->fresh_count - source->free_count);
    while (source->chunks != NULL) {
        struct chunk *chunk = source->chunks;
        source->chunks = chunk->next;
        free_chunk(chunk);
    }
    free(source->free);
    free(source);
}

const struct coro_stack_provider coro_pooled_stacks = {
    "guarded, pooled", pool_open, pool_acquire, pool_release, pool_fresh_count, pool_close
};
