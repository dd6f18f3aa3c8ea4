/* SPDX-License-Identifier: MIT */
/* A box that is kept between calls for the next frame that fits, for rows whose call site has one. */
#include "strategies/strategy.h"

struct kept_box {
    size_t capacity;            /* 0: there is no box */
    void *box;                  /* NULL without a box */
};

/* The compiler drops the right operand for a frame that fits every box. */
CORO_INLINE bool kept_box_suits(const struct kept_box *kept, struct coro_layout layout)
{
    return kept->capacity >= layout.bytes && (layout.align <= CORO_MAX_ALIGN || (uintptr_t)kept->box % layout.align == 0);
}
/* The kept box, or a new one in its place, from `alloc`. */
CORO_INLINE enum coro_status kept_box_place(struct kept_box *kept, struct coro_layout layout,
                                            void *(*alloc)(struct coro_layout), void (*release)(void *), void **frame)
{
    if (CORO_UNLIKELY(!kept_box_suits(kept, layout))) {
        release(kept->box);
        kept->box = alloc(layout);
        kept->capacity = kept->box ? layout.bytes : 0;
        if (kept->box == NULL)
            return CORO_ERR_NO_MEMORY;
    }
    *frame = kept->box;
    return CORO_OK;
}

/* Of a row where every frame is in the box: only the first next() of a body allocates; an adapter's body makes no second. */
CORO_UNUSED static unsigned kept_box_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter == AWAITED_BY_NEXT;
}
