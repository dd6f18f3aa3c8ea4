/* SPDX-License-Identifier: MIT */
/* A row for in_flight_test.c alone: the iterator keeps one box, and every place and release takes a mutex. */
#include <pthread.h>
#include "strategies/strategy.h"

struct adapter { void *box; };
struct call_site {};
struct task_part {};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

CORO_INLINE enum coro_status cache_place(struct coro_layout layout, struct holders holders, void **frame)
{
    pthread_mutex_lock(&lock);
    *frame = holders.adapter->box;
    holders.adapter->box = NULL;
    pthread_mutex_unlock(&lock);
    if (*frame == NULL)
        *frame = heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void cache_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    pthread_mutex_lock(&lock);
    void *earlier = holders.adapter->box;
    holders.adapter->box = frame;
    pthread_mutex_unlock(&lock);
    free(earlier);
}
static void cache_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    free(adapter->box);
}
static const struct placing placing = { .place = cache_place, .release = cache_release, .adapter_fini = cache_fini };

static const struct strategy strategy = {
    .sentence = "one box beside the iterator, under a lock",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_ITERATOR },
};
