/* SPDX-License-Identifier: MIT */
/* The caller offers SCRATCH_BYTES of its own frame; the callee boxes a frame that does not fit: part 8's "have caller
 * allocate some space, and fall back to boxing for large callees". The drop shim knows the frame's size, and so which of the
 * two happened. The row's file defines SCRATCH_BYTES, and has so many bytes, aligned to CORO_MAX_ALIGN, where it likes. */
#include "strategies/strategy.h"

CORO_INLINE bool fits_scratch(struct coro_layout layout)
{
    return layout.bytes <= SCRATCH_BYTES && layout.align <= CORO_MAX_ALIGN;
}

CORO_INLINE enum coro_status scratch_or_box(char *scratch, struct coro_layout layout, void **frame)
{
    *frame = fits_scratch(layout) ? scratch : heap_alloc(layout);
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
