/* SPDX-License-Identifier: MIT */
/* Counts the futures in flight of each iterator, for units that check (coro/iterator.h). The counts lie beside the iterators, in
 * one table of the process, so no layout changes. A full table counts no further iterators, and so misses mistakes; it never
 * reports a false one. */
#include "coro/iterator.h"
#include <pthread.h>
#include "coro/bug.h"

/* Open addressing with linear probing. Addresses are stored inverted, so that leak checkers do not take them for pointers. */
enum { SLOTS = 1 << 14, MOST = SLOTS / 2 };
static struct { uintptr_t inverted; size_t count; } slots[SLOTS];      /* count 0: free */
static size_t used_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static size_t home_of(uintptr_t inverted) { return (size_t)((inverted >> 4) * 0x9e3779b97f4a7c15u >> 40) % SLOTS; }

/* Returns the place of the iterator, or the free one where it belongs. */
static size_t find(uintptr_t inverted)
{
    size_t at = home_of(inverted);
    while (slots[at].count > 0 && slots[at].inverted != inverted)
        at = (at + 1) % SLOTS;
    return at;
}

/* Moves later entries of the same run into the gap, so that searches still meet them. */
static void empty(size_t gap)
{
    for (size_t at = (gap + 1) % SLOTS; slots[at].count > 0; at = (at + 1) % SLOTS) {
        size_t distance = (at - home_of(slots[at].inverted)) % SLOTS;
        if (distance >= (at - gap) % SLOTS) {
            slots[gap] = slots[at];
            gap = at;
        }
    }
    slots[gap].count = 0;
    used_count--;
}

void coro_iterator_future_begins(const void *self)
{
    pthread_mutex_lock(&lock);
    size_t at = find(~(uintptr_t)self);
    if (slots[at].count > 0 || used_count < MOST) {
        used_count += slots[at].count == 0;
        slots[at].inverted = ~(uintptr_t)self;
        slots[at].count++;
    }
    pthread_mutex_unlock(&lock);
}

void coro_iterator_future_ends(const void *self)
{
    pthread_mutex_lock(&lock);
    size_t at = find(~(uintptr_t)self);
    if (slots[at].count == 1)
        empty(at);
    else if (slots[at].count > 1)
        slots[at].count--;
    pthread_mutex_unlock(&lock);
}

void coro_iterator_ends(const void *self)
{
    pthread_mutex_lock(&lock);
    size_t count = slots[find(~(uintptr_t)self)].count;
    pthread_mutex_unlock(&lock);
    if (count > 0)
        coro_bug("an iterator ends while %zu of its futures are in flight", count);
}
