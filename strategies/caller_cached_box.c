/* SPDX-License-Identifier: MIT */
/* The call site keeps the last box and reuses it when the next frame fits: part 8's "box it and cache box in the caller". The
 * cache lives and ends with the frame of the awaiting body, so an adapter, whose body is new for every item, never reuses a
 * box. On `ready` an item takes 44 instructions, rustc 1.95's 52 (peer:rust_abort/caller_cached_box): see .fidelity. */
#include "strategies/kept_box.h"

struct adapter {};
struct call_site { struct kept_box kept; };
struct task_part {};

static void cache_init(struct call_site *site) { site->kept = (struct kept_box){ 0 }; }
static void cache_fini(struct call_site *site) { free(site->kept.box); }

CORO_INLINE enum coro_status cached_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return kept_box_place(&holders.site->kept, layout, heap_alloc, free, frame);
}
CORO_INLINE void *cached_place_quickly(struct coro_layout layout, struct holders holders)
{
    return kept_box_suits(&holders.site->kept, layout) ? holders.site->kept.box : NULL;
}
static const struct placing placing = {
    .place = cached_place, .place_quickly = cached_place_quickly, .site_init = cache_init, .site_fini = cache_fini
};

static const struct claim claims[] = {
    { 2, "requires allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 0, "This way you only have to actually allocate once", "part 8, tour", PROBE_allocates_per_item, ANSWER_NO,
      "the cache ends with the body that has the call site, and an adapter's body is new for every item",
      .under = "by code that calls next() repeatedly",
      .otherwise = { .under = "by an adapter, whose body calls it once", .probe = PROBE_counted_allocations, .says = ANSWER_NO,
                     .on = "depth/4" } },
    { 0, "reuse the same Box over and over to reduce the performance impact", "part 7", PROBE_time_against, ANSWER_NO,
      .against = "box", .ratio = 0.75 },
    /* Big: three quarters of a fresh box's time, or less. box_jemalloc, box_mimalloc and box_tcmalloc ask the same of theirs. */
    { 0, "you might get a big speedup by caching that box across calls", "async fundamentals, future possibilities",
      PROBE_time_against, ANSWER_NO, "the box ends with the body that has the call site, and an adapter's body calls once",
      .under = "from glibc's malloc, in a loop", .against = "box", .ratio = 0.75,
      .otherwise = { .under = "from glibc's malloc, with a real program's calls", .probe = PROBE_time_against,
                     .says = ANSWER_NO, .against = "box", .ratio = 0.75, .on = "real" } },
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
    .fidelity = "rustc 1.95 spends 8 instructions more, all in next(): it saves and restores registers for the path that "
                "replaces the box (6), and tests size and alignment by 6 instructions, where the size and the box take 4 here; "
                "on result/24 it spends 3 more on moving the item out of the Poll that the callee returns",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap, behind a box per call site" },
    .claims = claims,
    .systems = systems,
    .allocations = kept_box_allocations,
};
