/* SPDX-License-Identifier: MIT */
/* caller_cached_box with its boxes from jemalloc. box_jemalloc takes a fresh box from it for each item, so the two tell what the
 * cache gains over that allocator. */
#define LIBRARY "libjemalloc.so.2"
#define PACKAGE "libjemalloc2"
#include "strategies/kept_box.h"
#include "strategies/loaded_library.h"

struct adapter {};
struct call_site { struct kept_box kept; };
struct task_part {};

static void cache_init(struct call_site *site) { site->kept = (struct kept_box){ 0 }; }
static void cache_fini(struct call_site *site) { loaded_free(site->kept.box); }

CORO_INLINE enum coro_status cached_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return kept_box_place(&holders.site->kept, layout, loaded_alloc, loaded_free, frame);
}
static const struct placing placing = { .place = cached_place, .site_init = cache_init, .site_fini = cache_fini };

static const struct strategy strategy = {
    .order = 41,
    .is_variant = true,
    .sentence = "the call site keeps its box, from jemalloc",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap of jemalloc, behind a box per call site" },
    .allocations = kept_box_allocations,
    .refusal = loaded_refusal,
    .allocator = &loaded,
};
