/* SPDX-License-Identifier: MIT */
/* The least of the heads of many streams: a binary heap, whose top is replaced by the same stream's next. */
#ifndef CORO_BENCH_MERGE_HEAP_H
#define CORO_BENCH_MERGE_HEAP_H
#include <stddef.h>
#include <stdint.h>

struct merge_head { uint64_t value; size_t source; };

/* Puts the head at the top where it belongs, among `count`. */
static inline void merge_heap_sink(struct merge_head *heads, size_t count)
{
    struct merge_head sunk = heads[0];
    size_t at = 0;
    for (size_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && heads[child + 1].value < heads[child].value)
            child++;
        if (sunk.value <= heads[child].value)
            break;
        heads[at] = heads[child];
        at = child;
    }
    if (count > 0)
        heads[at] = sunk;
}
static inline void merge_heap_add(struct merge_head *heads, size_t count, struct merge_head head)
{
    size_t at = count;
    for (; at > 0 && head.value < heads[(at - 1) / 2].value; at = (at - 1) / 2)
        heads[at] = heads[(at - 1) / 2];
    heads[at] = head;
}

#endif
