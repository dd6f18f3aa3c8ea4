/* SPDX-License-Identifier: MIT */
/* Defines the parts of coro/slab.h that are not inlined: the thread's slab, and blocks too large for a class. */
#include "coro/slab.h"
#include <stdlib.h>

_Thread_local struct coro_slab coro_slab;

size_t coro_slab_kept_blocks(void) { return coro_block_pool_kept(&coro_slab.pool); }

void *coro_slab_alloc_large(struct coro_layout layout)
{
    if (layout.align <= CORO_MAX_ALIGN)
        return malloc(layout.bytes);
    return aligned_alloc(layout.align, coro_round_up(layout.bytes, layout.align));
}

void coro_slab_release_large(void *at) { free(at); }
