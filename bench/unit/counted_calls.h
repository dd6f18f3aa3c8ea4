/* SPDX-License-Identifier: MIT */
/* Counts the calls of next() behind dyn, and the heap blocks that the strategy claims for them. For `check`, which opens cells
 * with options that ask for it; other cells have the iterators' own vtables. A counted iterator lies behind its record:
 *
 *     | struct counted, 64-byte multiple | the iterator | its adapter |
 *                                        self
 */
#ifndef BENCH_UNIT_COUNTED_CALLS_H
#define BENCH_UNIT_COUNTED_CALLS_H
#include "strategies/dyn_vtable.h"

struct counted {
    _Alignas(64) struct coro_iterator_vtable vtable;        /* `own` with the functions below */
    const struct coro_iterator_vtable *own;
    struct coro_layout frame;
    enum awaiter awaiter;               /* of the next call */
    struct counted *below;              /* the iterator that this one awaits; NULL for none */
};
static struct { bool is_on; uint64_t claimed_blocks; } counting;

/* A call begins a new body, with a new call site for the iterator below. The next call of this iterator, if the same body makes
 * it, finds the call site used. */
static const struct coro_iterator_vtable *count_call(void *self)
{
    struct counted *counted = (struct counted *)self - 1;
    if (strategy.allocations)
        __atomic_fetch_add(&counting.claimed_blocks, strategy.allocations(counted->frame, counted->awaiter), __ATOMIC_RELAXED);
    if (counted->awaiter == AWAITED_BY_NEXT)
        counted->awaiter = AWAITED_AGAIN_BY_NEXT;
    if (counted->below)
        counted->below->awaiter = AWAITED_BY_NEXT;
    return counted->own;
}
static struct coro_dyn_future counted_next(void *self, struct coro_site_arg site, struct coro_task_arg task)
{
    return count_call(self)->next(self, site, task);
}
static void counted_start_at(void *frame, void *self) { count_call(self)->start_at(frame, self); }
static struct coro_polled counted_call(struct coro_task *task, void *self) { return count_call(self)->call(task, self); }

/* The bytes in front of an iterator of this type. */
static size_t counted_head_bytes(const struct iterator_type *type)
{
    return counting.is_on && type->vtable ? sizeof(struct counted) : 0;
}

/* Makes the record of an iterator that lies on the one at `below`. Without records it does nothing. */
static void count_calls_of(void *self, struct iterator_type *type, struct counted *below)
{
    if (counted_head_bytes(type) == 0)
        return;
    struct counted *counted = (struct counted *)self - 1;
    *counted = (struct counted){ *type->vtable, type->vtable, type->frame, AWAITED_BY_TASK, below };
    counted->vtable.next = type->vtable->next ? counted_next : NULL;
    counted->vtable.start_at = type->vtable->start_at ? counted_start_at : NULL;
    counted->vtable.call = type->vtable->call ? counted_call : NULL;
    type->vtable = &counted->vtable;
}

#endif
