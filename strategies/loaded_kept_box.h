/* SPDX-License-Identifier: MIT */
/* Keeps a box of a loaded allocator at the call site, for the rows of caller_cached_box. Include it behind the row's structs;
 * struct call_site has a `struct kept_box kept`. */
static void cache_init(struct call_site *site) { site->kept = (struct kept_box){ 0 }; }
static void cache_fini(struct call_site *site) { loaded_free(site->kept.box); }

CORO_INLINE enum coro_status cached_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return kept_box_place(&holders.site->kept, layout, loaded_alloc, loaded_free, frame);
}
static const struct placing cached_placing = { .place = cached_place, .site_init = cache_init, .site_fini = cache_fini };
