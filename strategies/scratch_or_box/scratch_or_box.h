/* SPDX-License-Identifier: MIT */
/* The caller offers SCRATCH_BYTES of its own frame; the callee boxes a frame that does not fit: part 8's "have caller
 * allocate some space, and fall back to boxing for large callees". The drop shim knows the frame's size, and so which of the
 * two happened. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site { _Alignas(CORO_MAX_ALIGN) char scratch[SCRATCH_BYTES]; };
struct task_part {};

CORO_INLINE bool fits_scratch(struct coro_layout layout)
{
    return layout.bytes <= SCRATCH_BYTES && layout.align <= CORO_MAX_ALIGN;
}

CORO_INLINE enum coro_status scratch_place(struct coro_layout layout, struct holders holders, void **frame)
{
    *frame = fits_scratch(layout) ? holders.site->scratch : heap_alloc(layout);
    return *frame ? CORO_OK : CORO_ERR_NO_MEMORY;
}
CORO_INLINE void scratch_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    if (!fits_scratch(layout))
        free(frame);
}
static unsigned scratch_allocations(struct coro_layout layout, enum awaiter awaiter)
{
    (void)awaiter;
    return !fits_scratch(layout);
}
static const struct placing placing CORO_UNUSED = { .place = scratch_place, .release = scratch_release };
