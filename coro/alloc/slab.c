/* SPDX-License-Identifier: MIT */
/* Defines the parts of coro/slab.h that are not inlined: the thread's slab, and blocks too large for a class. */
#include "coro/slab.h"
#include <pthread.h>
#include <stdlib.h>
#include "coro/bug.h"

_Thread_local struct coro_slab coro_slab = { .pool = { .is_of_thread = true } };

size_t coro_slab_kept_blocks(void) { return coro_block_pool_kept(&coro_slab.pool); }
void coro_slab_trim(void) { coro_block_pool_trim(&coro_slab.pool); }

void coro_slab_check(struct coro_layout layout)
{
    if (!coro_layout_is_power_of_two(layout))
        coro_bug("a block's alignment of %zu is no power of two", layout.align);
}

/* ---- large blocks ---- */

/* Where the library checks and no tool does, a table has all large blocks in use. Their records precede them. */
struct large { struct large *next; void *start; };
enum { BUCKET_BITS = 10 };
static struct { pthread_mutex_t lock; struct large *buckets[1 << BUCKET_BITS]; } all = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void take_lock(void) { pthread_mutex_lock(&all.lock); }
static void give_lock(void) { pthread_mutex_unlock(&all.lock); }
/* A child that is forked while another thread has the lock must not wait for that thread. */
__attribute__((constructor)) static void guard_forks(void)
{
    if (CORO_CHECKS)
        (void)!pthread_atfork(take_lock, give_lock, give_lock);
}

static bool has_table(void) { return CORO_CHECKS && !coro_notice_guards_memory(); }
static struct large *record_of(void *at) { return (struct large *)at - 1; }
static struct large **bucket_of(const struct large *record)
{
    return &all.buckets[(uintptr_t)record * 0x9e3779b97f4a7c15 >> (64 - BUCKET_BITS)];
}

static void *enter(void *start, size_t before)
{
    struct large *record = record_of((char *)start + before);
    take_lock();
    struct large **bucket = bucket_of(record);
    *record = (struct large){ *bucket, start };
    *bucket = record;
    give_lock();
    return record + 1;
}

/* Compares addresses only: the memory of a block that was released before may be gone. Returns what malloc returned. */
static void *leave(void *at)
{
    struct large *record = record_of(at);
    take_lock();
    struct large **link = bucket_of(record);
    while (*link != NULL && *link != record)
        link = &(*link)->next;
    if (*link == NULL)
        coro_bug("a block is released twice, or is no block of a slab, or has another size");
    *link = record->next;
    give_lock();
    return record->start;
}

void *coro_slab_alloc_large(struct coro_layout layout)
{
    coro_slab_check(layout);
    if (!coro_layout_is_possible(layout))
        return NULL;
    bool is_aligned_enough = layout.align <= CORO_MAX_ALIGN;
    size_t before = has_table() ? coro_round_up(sizeof(struct large), layout.align) : 0, bytes = before + layout.bytes;
    void *start = is_aligned_enough ? malloc(bytes) : aligned_alloc(layout.align, coro_round_up(bytes, layout.align));
    return start != NULL && before > 0 ? enter(start, before) : start;
}

void coro_slab_release_large(void *at) { free(has_table() ? leave(at) : at); }
