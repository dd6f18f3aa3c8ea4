/* SPDX-License-Identifier: MIT */
/* The iterator keeps one box between calls, and threads may share it by &self: a future takes the box with one atomic exchange
 * and gives it back with another. Of two futures at once, one finds the cache empty and gets a box of its own. The box given back
 * last stays, since a processor's cache has it. An exchange locks the cache line, so an item pays for two of them, whether or not
 * threads share the iterator. */
#include "strategies/strategy.h"

struct adapter { void *box; };      /* NULL while a future has it, and before the first */
struct call_site {};
struct task_part {};

static void cache_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    free(adapter->box);
}
CORO_INLINE void *exchanged_place_quickly(struct coro_layout layout, struct holders holders)
{
    (void)layout;
    return __atomic_exchange_n(&holders.adapter->box, NULL, __ATOMIC_ACQUIRE);
}
CORO_INLINE void exchanged_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    void *earlier = __atomic_exchange_n(&holders.adapter->box, frame, __ATOMIC_ACQ_REL);
    if (CORO_UNLIKELY(earlier != NULL))
        free(earlier);
}
static const struct placing placing = {
    .place = heap_place, .place_quickly = exchanged_place_quickly, .release = exchanged_release, .adapter_fini = cache_fini
};

static const struct strategy strategy = {
    .order = 61,
    .is_variant = true,
    .sentence = "the iterator keeps its box, taken by atomic exchange",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_ITERATOR },
    .threads = { "the iterator's box, by atomic exchange, and the heap" },
};
