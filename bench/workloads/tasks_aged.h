/* SPDX-License-Identifier: MIT */
/* Tasks with frames of 80, 400 and 2000 bytes take turns, so frames come and go first in, first out, on a heap after long
 * use. In other workloads each frame reuses the memory of the frame before, still in the cache: the best case for an
 * allocator. */
#include "bench/fixtures/aged_heap.h"
#define PADDED GLUE(aged_, PADDED_BYTES, )
#define PADDED_FILE "bench/iterators/padded_ticker.h"
#define PADDED_BYTES 80
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 400
#include "bench/unit/padded_source.h"
#define PADDED_BYTES 2000
#include "bench/unit/padded_source.h"
#undef PADDED
#undef PADDED_FILE

enum { AGED_TASKS = 256 };

static enum coro_status add_aged(struct chain *chain, size_t task_index)
{
    switch (task_index % 8) {
    case 7:
        return CHAIN_ADD(chain, aged_2000, 0);
    case 2:
    case 5:
        return CHAIN_ADD(chain, aged_400, 0);
    default:
        return CHAIN_ADD(chain, aged_80, 0);
    }
}
static void close_aged(void *heap) { aged_heap_close(heap); }
static enum coro_status aged_heap_fixture_open(struct fixture *fixture, unsigned param)
{
    struct aged_heap *heap;
    (void)param;
    enum coro_status status = aged_heap_open(&heap);
    if (status)
        return status;
    fixture->more = heap;
    fixture->close_more = close_aged;
    fixture->add_source = add_aged;
    return tasks_open(fixture, AGED_TASKS);
}
static size_t aged_task_count(unsigned param)
{
    (void)param;
    return AGED_TASKS;
}
static const struct workload tasks_aged_workload = {
    .name = "aged_heap",
    .question = "What does an item cost when frames of several sizes come and go in turn, on a heap after a million mixed "
                "allocations?",
    .item = "item",
    .order = 62,
    .mixes_sizes = true,
    .batch_items = 4096,
    .open = aged_heap_fixture_open,
    .run = tasks_run,
    .task_count = aged_task_count,
};
