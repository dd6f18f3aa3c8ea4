/* SPDX-License-Identifier: MIT */
/* The adapter keeps one box between calls: part 8's "box it and cache box in the callee". A second future in flight finds the
 * cache empty and gets a box of its own, so, unlike an inline slot, this works for &self on one thread. Two threads that share
 * the iterator may find the same box: callee_cached_box/atomic. */
#include "strategies/strategy.h"

struct adapter { void *box; };      /* NULL while a future has it, and before the first */
struct call_site {};
struct task_part {};

static void cache_fini(struct adapter *adapter, const struct coro_async_fn *fn, struct coro_task *task)
{
    (void)fn, (void)task;
    free(adapter->box);
}
CORO_INLINE void *cached_place_quickly(struct coro_layout layout, struct holders holders)
{
    (void)layout;
    void *box = holders.adapter->box;
    if (CORO_UNLIKELY(box == NULL))
        return NULL;
    holders.adapter->box = NULL;
    return box;
}
CORO_INLINE void cached_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout;
    if (CORO_UNLIKELY(holders.adapter->box != NULL))
        free(frame);
    else
        holders.adapter->box = frame;
}
static const struct placing placing = {
    .place = heap_place, .place_quickly = cached_place_quickly, .release = cached_release, .adapter_fini = cache_fini
};

static const struct claim claims[] = {
    { 4, "requires allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 4, "adds space to AI", "part 8, table", PROBE_adds_to_iterator, ANSWER_YES },
    { 4, "doesn’t work for &self", "part 8, table", PROBE_several_in_flight, ANSWER_NO,
      "a second future finds the cache empty and gets a box of its own; a plain cache is not Sync, so safe Rust refuses to share "
      "it with a second thread; sharing needs an atomic exchange (callee_cached_box/atomic)",
      .under = "on one thread",
      .otherwise = { .under = "shared by two threads", .probe = PROBE_shared_by_threads, .says = ANSWER_NO } },
    { 0, "you could inline just one pointer-word slot", "part 8, tour", PROBE_adds_to_iterator, ANSWER_YES },
    { 0, "the cached box moves with the iterator and can potentially be reused across callers", "part 8, tour", PROBE_reused,
      ANSWER_YES },
    { 0, "the cached box lives on until the object itself is destroyed", "part 8, tour", PROBE_retained, ANSWER_YES,
      .under = "while the object lives",
      .also = { .under = "gone with the object", .probe = PROBE_stays_after_threads, .says = ANSWER_NO } },
    /* Three quarters of a box's time: less is no reduction worth a cache. */
    { 0, "Caching: reuse the same Box over and over to reduce the performance impact", "part 7", PROBE_time_against, ANSWER_NO,
      "an atomic exchange is one way to share the cache, and an item makes two", .under = "by one thread alone",
      .against = "box", .ratio = 0.75,
      .otherwise = { .under = "shared by atomic exchange", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .of = "callee_cached_box/atomic", .against = "box", .ratio = 0.75 } },
    /* The rows of other allocators hold a fresh box against this cache: strategies/loaded_box.h. */
    { 0, "you might get a big speedup by caching that box across calls", "async fundamentals, future possibilities",
      PROBE_time_against, ANSWER_NO, .under = "over a box from glibc's malloc, in a loop", .against = "box", .ratio = 0.75,
      .otherwise = { .under = "over such a box, with a real program's calls", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .against = "box", .ratio = 0.75, .on = "real" } },
    { 0 }
};
static const struct system systems[] = {
    { "async_trait_experiments", "lets an object keep the memory of its last future for the next one",
      "https://github.com/Matthias247/async_trait_experiments" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 60,
    .sentence = "the iterator keeps its box between calls",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_ITERATOR },
    .threads = { "the iterator's box",
                 "two threads may take the same box: it is read first and cleared later" },
    .claims = claims,
    .systems = systems,
};
