/* SPDX-License-Identifier: MIT */
/* The call site's box grows, and the smaller one is forgotten. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { void *box; size_t capacity; };
struct task_part {};

static void box_init(struct call_site *site) { *site = (struct call_site){ 0 }; }
static void box_fini(struct call_site *site) { free(site->box); }
CORO_INLINE enum coro_status own_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct call_site *site = holders.site;
    if (site->capacity < layout.bytes || (uintptr_t)site->box % layout.align != 0) {
        void *box = heap_alloc(layout);
        if (box == NULL)
            return CORO_ERR_NO_MEMORY;
        *site = (struct call_site){ box, layout.bytes };
    }
    *frame = site->box;
    return CORO_OK;
}
static const struct placing placing = { .place = own_place, .site_init = box_init, .site_fini = box_fini };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
