/* SPDX-License-Identifier: MIT */
/* Watches the heap blocks that a strategy takes, for the probe `frames`: their exact sizes, writes next to them, and frees that
 * are wrong. A watched block lies between two zones of known bytes:
 *
 *     | zone, ZONE_BYTES or the alignment | the block | zone, ZONE_BYTES |
 *
 * A freed block stays for a while, full of known bytes, so that its memory is given to nobody and a later write is seen. Under
 * a sanitizer, which does all of this, blocks have no zones and are freed at once. bench/measure/allocations.c calls the second
 * half of these functions. Blocks that are taken while no call is watched are left alone. One thread. */
#ifndef BENCH_MEASURE_WATCHED_HEAP_H
#define BENCH_MEASURE_WATCHED_HEAP_H
#include <stdbool.h>
#include <stddef.h>

struct watched_block {
    char *at;
    size_t bytes, head_bytes;       /* as requested; of the zone in front */
    const char *taker;              /* the call that took it, as watched_call_begins got it */
    bool is_freed;
    size_t call;                    /* the number of that call */
};

enum heap_fault {
    HEAP_FREED_TWICE,
    HEAP_FREED_NO_BLOCK,            /* an address in the program or a library */
    HEAP_FREED_INSIDE,              /* a pointer into the block, and not to its beginning */
    HEAP_WRITTEN_BEFORE, HEAP_WRITTEN_BEHIND,
    HEAP_WRITTEN_AFTER_FREE,
};

struct heap_watcher {
    /* A fault, at `distance` bytes from the nearer end of the block, or of so many bytes. Must not return. The block is
     * NULL where the fault has none. */
    void (*fault)(enum heap_fault, const struct watched_block *, size_t distance);
    /* The block is about to be freed, or moved by realloc. */
    void (*frees)(const struct watched_block *);
};

/* The watcher of the process, once. */
void watched_heap_begin(const struct heap_watcher *);
/* The program calls a function of the strategy, and comes back. `taker`, a literal, names it. */
void watched_call_begins(const char *taker);
void watched_call_ends(void);
/* The number of the call that is watched, or was last. */
size_t watched_call_number(void);
/* Looks for writes next to all blocks, and for writes into freed ones. */
void watched_heap_check(void);
/* The watched block, a live one if possible, that has a byte of this memory or of the zones around; NULL without one. */
const struct watched_block *watched_block_at(const void *at, size_t bytes);
/* A watched block that is live; NULL without one. */
const struct watched_block *watched_block_live(void);
/* Frees what stays for a while, after a last look. */
void watched_heap_flush(void);

/* For the allocator: takes a block if the call is watched. NULL: take it as usual. */
void *watched_heap_take(size_t align, size_t bytes);
/* Frees a watched block; false for a block of others. */
bool watched_heap_free(void *);
/* The size of a watched block as requested; SIZE_MAX for a block of others. */
size_t watched_heap_bytes(const void *);
/* A block that another allocator has taken: its size is remembered. */
void watched_heap_note(void *at, size_t bytes);
void watched_heap_forget(void *at);
/* The allocator's own functions. */
void *unwatched_alloc(size_t align, size_t bytes);
void unwatched_free(void *);

#endif
