/* SPDX-License-Identifier: MIT */
/* The caller keeps the box of `next().box.await`. It reads the next frame's size in the vtable and reuses the box if it fits. A
 * compiler may substitute this, because the box never leaves the caller (part 9, "how much room is there for the compiler to
 * get clever?"). The box ends with the body, so an adapter, whose body is new for every item, never reuses one. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "strategies/strategy.h"

struct adapter {};
struct call_site { void *box; size_t capacity; };
struct task_part {};

static void reuse_init(struct call_site *site)
{
    site->box = NULL;
    site->capacity = 0;
}
static void reuse_fini(struct call_site *site) { free(site->box); }

CORO_INLINE enum coro_status reuse_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    if (CORO_UNLIKELY(site->capacity < layout.bytes || (uintptr_t)site->box % layout.align != 0)) {
        free(site->box);
        site->box = heap_alloc(layout);
        site->capacity = site->box ? layout.bytes : 0;
        if (site->box == NULL)
            return CORO_ERR_NO_MEMORY;
    }
    *frame = site->box;
    return CORO_OK;
}
static const struct placing placing = { .place = reuse_place, .site_init = reuse_init, .site_fini = reuse_fini };

static unsigned reuse_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter == AWAITED_BY_NEXT;
}
static const struct strategy strategy = {
    .order = 74,
    .is_variant = true,
    .sentence = "the caller asks the vtable, and keeps its box",
    .placing = &placing,
    .allocations = reuse_allocations,
};
