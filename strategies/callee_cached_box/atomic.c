/* SPDX-License-Identifier: MIT */
/* The iterator keeps one box between calls, and threads may share it by &self: a future takes the box with one atomic exchange
 * and gives it back with another. Of two futures at once, one finds the cache empty and gets a box of its own. The box given back
 * last stays, since a processor's cache has it. An exchange locks the cache line, so an item pays for two of them, whether or not
 * threads share the iterator. */
#include "strategies/cached_box.h"

CORO_INLINE enum coro_status exchanged_place(struct coro_layout layout, struct holders holders, void **frame)
{
    void *box = __atomic_exchange_n(&holders.adapter->box, NULL, __ATOMIC_ACQUIRE);
    if (CORO_UNLIKELY(box == NULL)) {
        box = heap_alloc(layout);
        if (box == NULL)
            return CORO_ERR_NO_MEMORY;
    }
    *frame = box;
    return CORO_OK;
}
CORO_INLINE void exchanged_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    void *earlier = __atomic_exchange_n(&holders.adapter->box, frame, __ATOMIC_ACQ_REL);
    if (CORO_UNLIKELY(earlier != NULL))
        free(earlier);
}
static const struct placing placing = { .place = exchanged_place, .release = exchanged_release, .adapter_fini = cache_fini };

static const struct strategy strategy = {
    .order = 61,
    .is_variant = true,
    .sentence = "the iterator keeps its box, for any thread to take",
    .placing = &placing,
    .threads = { "the iterator's box, by atomic exchange, and the heap" },
};
