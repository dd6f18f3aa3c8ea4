/* SPDX-License-Identifier: MIT */
/* The call site's 128 bytes hold the frame, or the box of a frame that did not fit: async fundamentals asks whether the scratch
 * could "stash the box in between calls". A frame overwrites the scratch, so the box's capacity lies in front of it. Once a site
 * has a box, small frames go there, too: any order of sizes is right. The box ends with the body, as in caller_cached_box. */
#include "strategies/kept_box.h"

enum { SCRATCH_BYTES = 128 - sizeof(size_t) };
struct adapter {};
struct call_site {
    union {
        struct kept_box kept;
        struct { size_t capacity; char bytes[SCRATCH_BYTES]; } scratch;     /* its capacity is the box's, 0 for no box */
    };
};
struct task_part {};

static void cache_init(struct call_site *site) { site->kept.capacity = 0; }
static void cache_fini(struct call_site *site)
{
    if (site->kept.capacity)
        free(site->kept.box);
}
CORO_INLINE bool fits_scratch(struct coro_layout layout)
{
    return layout.bytes <= SCRATCH_BYTES && layout.align <= _Alignof(size_t);
}
CORO_INLINE enum coro_status cached_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    if (site->kept.capacity == 0 && fits_scratch(layout)) {
        *frame = site->scratch.bytes;
        return CORO_OK;
    }
    if (site->kept.capacity == 0)
        site->kept.box = NULL;
    return kept_box_place(&site->kept, layout, heap_alloc, free, frame);
}
static const struct placing placing = { .place = cached_place, .site_init = cache_init, .site_fini = cache_fini };

static unsigned cached_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    return !fits_scratch(frame) && awaiter == AWAITED_BY_NEXT;
}
static const struct claim claims[] = {
    { 0, "make use of this scratch space to stash the box in between calls", "async fundamentals, future possibilities",
      PROBE_counted_allocations, ANSWER_NO, "the stash ends with the body, and an adapter's body is new for every item",
      .under = "of a frame larger than the scratch, in a loop", .on = "frame/1016",
      .otherwise = { "by adapters, whose bodies call once", PROBE_counted_allocations, ANSWER_NO, .on = "depth/4" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 86,
    .is_variant = true,
    .sentence = "128 bytes of the caller's frame, else a box that the caller keeps",
    .placing = &placing,
    .lives = { .where = LIVES_AT_CALL_SITE, .fallback = LIVES_ON_HEAP, .pointer = LIVES_AT_CALL_SITE },
    .threads = { "the heap, behind a box per call site" },
    .claims = claims,
    .allocations = cached_allocations,
};
