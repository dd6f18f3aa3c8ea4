/* SPDX-License-Identifier: MIT */
/* caller_cached_box with boxes from the allocator of a library, which the row's file names for strategies/loaded_library.h. */
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
