/* SPDX-License-Identifier: MIT */
/* The call site keeps the last box and reuses it when the next frame fits: part 8's "box it and cache box in the caller". The
 * cache lives and ends with the frame of the awaiting body, so an adapter, whose body is new for every item, never reuses a
 * box. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { void *box; size_t capacity; };
struct task_part {};

static void cache_init(struct call_site *site)
{
    site->box = NULL;
    site->capacity = 0;
}
static void cache_fini(struct call_site *site) { free(site->box); }

/* The compiler drops the right operand for a frame that fits every box. */
CORO_INLINE bool box_suits(const struct call_site *site, struct coro_layout layout)
{
    return site->capacity >= layout.bytes && (layout.align <= CORO_MAX_ALIGN || (uintptr_t)site->box % layout.align == 0);
}

CORO_INLINE enum coro_status cached_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    if (CORO_UNLIKELY(!box_suits(site, layout))) {
        free(site->box);
        site->box = heap_alloc(layout);
        site->capacity = site->box ? layout.bytes : 0;
        if (site->box == NULL)
            return CORO_ERR_NO_MEMORY;
    }
    *frame = site->box;
    return CORO_OK;
}
static const struct placing placing = { .place = cached_place, .site_init = cache_init, .site_fini = cache_fini };

/* Only the first next() of a body allocates; an adapter's body makes no second. */
static unsigned cached_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter == AWAITED_BY_NEXT;
}
static const struct claim claims[] = {
    { 2, "requires allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 0, "This way you only have to actually allocate once", "part 8, tour", PROBE_allocates_per_item, ANSWER_NO,
      "the cache ends with the body that has the call site, and an adapter's body is new for every item",
      .under = "by code that calls next() repeatedly",
      .otherwise = { .under = "by an adapter, whose body calls it once", .probe = PROBE_counted_allocations, .says = ANSWER_NO,
                     .on = "depth/4" } },
    { 0, "reuse the same Box over and over to reduce the performance impact", "part 7", PROBE_time_against, ANSWER_NO,
      .against = "box", .ratio = 0.75 },
    /* The goal again: "that the cleanest code also runs the fastest". One workload is enough for a "might". */
    { 0, "something like “boxing with caller-side caching”", "part 8, ratings", PROBE_time_against, ANSWER_NO,
      .against = "inline_slot", .ratio = 1.5 },
    { 0 }
};
static const struct system systems[] = {
    { "tokio-util", "its ReusableBoxFuture puts the next future into the box of the last if size and alignment are the same",
      "https://docs.rs/tokio-util/latest/tokio_util/sync/struct.ReusableBoxFuture.html" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 40,
    .sentence = "the call site keeps its box between calls",
    .placing = &placing,
    .threads = { "the heap, behind a box per call site" },
    .claims = claims,
    .systems = systems,
    .allocations = cached_allocations,
};
