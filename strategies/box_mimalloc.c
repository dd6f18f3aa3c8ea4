/* SPDX-License-Identifier: MIT */
/* A box from mimalloc, a modern general-purpose allocator. It tests part 7: is this the "efficient allocator" that makes
 * caching needless? Its library replaces malloc in every program that links it. So this row loads it on its own (RTLD_LOCAL)
 * and calls it through pointers, at the cost of a call through the linkage table. Programs that count put functions of their own
 * between. Without the library the row refuses to run. */
#include <dlfcn.h>
#include "coro/notice.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static struct loaded_allocator mi;

/* Loads the library once; called before each cell. */
static const char *mimalloc_refusal(void)
{
    if (mi.alloc && mi.release && mi.usable_bytes)
        return NULL;
    if (coro_notice_many() < SIZE_MAX)
        return "sanitizers and memcheck take its free for malloc's";
    void *library = dlopen("libmimalloc.so.2", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return "the library libmimalloc.so.2 is not installed (Debian: libmimalloc2.0)";
    *(void **)&mi.alloc = dlsym(library, "mi_malloc_aligned");
    *(void **)&mi.release = dlsym(library, "mi_free");
    *(void **)&mi.usable_bytes = dlsym(library, "mi_usable_size");
    bool has_all = mi.alloc && mi.release && mi.usable_bytes;
    return has_all ? NULL : "the library libmimalloc.so.2 lacks mi_malloc_aligned, mi_free or mi_usable_size";
}
CORO_INLINE enum coro_status mimalloc_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    *frame = mi.alloc(layout.bytes, layout.align);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void mimalloc_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)layout, (void)holders;
    mi.release(frame);
}
static const struct placing placing = { .place = mimalloc_place, .release = mimalloc_release };

static const struct claim claims[] = {
    { 0, "a good allocator would do this for you", "part 7", PROBE_time_against, ANSWER_NO,
      "two calls of a library cost more than testing a cached box; but a cache ends with each body, and its allocations return",
      .under = "in a loop over one iterator", .against = "caller_cached_box", .ratio = 1.25,
      .otherwise = { .under = "with a real program's calls", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .against = "caller_cached_box", .ratio = 1.25, .on = "real" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 33,
    .is_variant = true,
    .sentence = "a box from mimalloc",
    .placing = &placing,
    .threads = { "the heap of mimalloc" },
    .claims = claims,
    .allocations = one_allocation,
    .refusal = mimalloc_refusal,
    .allocator = &mi,
};
