/* SPDX-License-Identifier: MIT */
/* Defines the parts of coro/slab.h that are not inlined: the thread's slab, and blocks too large for a class. */
#include "coro/slab.h"
#include <stdlib.h>
#include "coro/bug.h"

_Thread_local struct coro_slab coro_slab;

size_t coro_slab_kept_blocks(void) { return coro_block_pool_kept(&coro_slab.pool); }
void coro_slab_trim(void) { coro_block_pool_trim(&coro_slab.pool); }

/* Lists every class: blocks may be released to a class that never allocated. */
void coro_slab_begin(void)
{
    for (size_t i = 0; i < CORO_SLAB_CLASSES; i++) {
        size_t bytes = (i + 1) * CORO_SLAB_STEP_BYTES;
        coro_block_list_in_pool(&coro_slab.pool, &coro_slab.classes[i], bytes, bytes & -bytes);
    }
    coro_block_pool_begin(&coro_slab.pool);
}

enum coro_status coro_slab_refill(struct coro_block_list *list, size_t bytes)
{
    if (!coro_slab.pool.is_begun)
        coro_slab_begin();
    return coro_block_refill(&coro_slab.pool, list, bytes, bytes & -bytes);
}

void coro_slab_check(struct coro_layout layout)
{
    if (!coro_layout_is_power_of_two(layout))
        coro_bug("a block's alignment of %zu is no power of two", layout.align);
}

void *coro_slab_alloc_large(struct coro_layout layout)
{
    coro_slab_check(layout);
    if (!coro_layout_is_possible(layout))
        return NULL;
    if (layout.align <= CORO_MAX_ALIGN)
        return malloc(layout.bytes);
    return aligned_alloc(layout.align, coro_round_up(layout.bytes, layout.align));
}

void coro_slab_release_large(void *at) { free(at); }
