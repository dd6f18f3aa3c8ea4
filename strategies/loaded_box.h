/* SPDX-License-Identifier: MIT */
/* A box from the allocator of a library, which the row's file names for strategies/loaded_library.h, with the claims on whether
 * such an allocator makes a cached box needless. The file also names CACHED, the row whose call site keeps a box from the same
 * allocator. A box cached in the callee comes from malloc, once per iterator, so that its allocator makes no difference. */
#include "strategies/loaded_library.h"

CORO_INLINE enum coro_status loaded_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = loaded_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void loaded_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    loaded_free(frame);
}
static const struct placing placing = { .place = loaded_place, .release = loaded_release };

static const struct claim claims[] = {
    { 0, "a good allocator would do this for you", "part 7", PROBE_time_against, ANSWER_NO,
      "two calls of a library cost more than testing a cached box; but a cache ends with each body, and its allocations return",
      .under = "in a loop over one iterator", .against = CACHED, .ratio = 1.25,
      .otherwise = { .under = "with a real program's calls", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .against = CACHED, .ratio = 1.25, .on = "real" } },
    { 0, "the allocator might do a better job than you can", "async fundamentals, future possibilities", PROBE_time_against,
      ANSWER_NO,
      "a box per iterator is memory that many iterators find cold, and an allocator hands out the block that was freed last",
      .under = "in a loop over one iterator", .against = "callee_cached_box", .ratio = 1,
      .otherwise = { .under = "with a real program's calls", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .against = "callee_cached_box", .ratio = 1, .on = "real" } },
    { 0 }
};
