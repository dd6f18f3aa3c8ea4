/* SPDX-License-Identifier: MIT */
/* A row for in_flight_test.c alone: a list of frames beside the iterator, whose head is compared and exchanged without a count of
 * the exchanges. While a thread is about to take the first frame, another may take two and give the first back: the head is the
 * same again, and the list behind it is not. */
#include "strategies/strategy.h"

struct frame { struct frame *next; };
struct adapter { struct frame *free; };
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status list_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct frame *first = __atomic_load_n(&holders.adapter->free, __ATOMIC_ACQUIRE);
    while (first && !__atomic_compare_exchange_n(&holders.adapter->free, &first, first->next, false, __ATOMIC_ACQUIRE,
                                                 __ATOMIC_ACQUIRE)) {
    }
    *frame = first ? first : heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void list_release(void *at, struct coro_layout layout, struct holders holders)
{
    struct frame *frame = at;
    (void)layout;
    frame->next = __atomic_load_n(&holders.adapter->free, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&holders.adapter->free, &frame->next, frame, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) {
    }
}
static void list_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    while (adapter->free) {
        struct frame *first = adapter->free;
        adapter->free = first->next;
        free(first);
    }
}
static const struct placing placing = { .place = list_place, .release = list_release, .adapter_fini = list_fini };

static const struct strategy strategy = {
    .sentence = "a list of frames beside the iterator",
    .threads = { "the list beside the iterator, by compare and exchange" },
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_ITERATOR },
};
