/* SPDX-License-Identifier: MIT */
/* The cached box of the iterator is given out and stays in the cache. */
#include "strategies/strategy.h"

struct adapter { void *box; };
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    if (holders.adapter->box == NULL)
        holders.adapter->box = heap_alloc(layout);
    *frame = holders.adapter->box;
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
static void cache_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    free(adapter->box);
}
static const struct placing placing = { .place = own_place, .adapter_fini = cache_fini };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
