/* SPDX-License-Identifier: MIT */
/* Sizes are spread evenly over their logarithms, as those of programs are, roughly: 16 bytes to 4 KiB. */
#include "bench/aged_heap.h"
#include <stdint.h>
#include <stdlib.h>
#include "coro/notice.h"

/* A sanitizer has a heap of its own, whose age is nobody's question. */
enum { STEPS = CORO_NOTICE_STACK_FACTOR > 1 ? 10000 : 1000000 };
enum { SLOTS = 20000, LEAST_LOG2 = 4, MOST_LOG2 = 12, SEED = 0x2545f491 };

struct aged_heap { void *blocks[SLOTS]; };

/* xorshift32 (Marsaglia 2003). */
static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static size_t random_bytes(uint32_t *state)
{
    size_t least = (size_t)1 << (LEAST_LOG2 + next_random(state) % (MOST_LOG2 - LEAST_LOG2));
    return least + next_random(state) % least;
}

enum coro_status aged_heap_open(struct aged_heap **out)
{
    uint32_t state = SEED;
    struct aged_heap *heap = calloc(1, sizeof *heap);
    if (heap == NULL)
        return CORO_ERR_NO_MEMORY;
    for (int i = 0; i < STEPS; i++) {
        void **slot = &heap->blocks[next_random(&state) % SLOTS];
        free(*slot);
        *slot = *slot ? NULL : malloc(random_bytes(&state));       /* one that fails is one hole more */
    }
    *out = heap;
    return CORO_OK;
}

void aged_heap_close(struct aged_heap *heap)
{
    if (heap == NULL)
        return;
    for (int i = 0; i < SLOTS; i++)
        free(heap->blocks[i]);
    free(heap);
}
