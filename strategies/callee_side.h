/* SPDX-License-Identifier: MIT */
/* The callee's side of a dyn next(): the strategy places a frame, which is started, polled, dropped and released here. The
 * shims of strategies/dyn_vtable.h are one-line instances of these functions for one type of iterator. The strategy's adapter
 * lies behind the iterator:
 *
 *     self                     self + a multiple of CORO_MAX_ALIGN
 *     | the iterator | padding | struct adapter |
 */
#ifndef STRATEGIES_CALLEE_SIDE_H
#define STRATEGIES_CALLEE_SIDE_H
#include "coro/next_trace.h"
#include "strategies/dyn_vtable.h"

_Static_assert(_Alignof(struct adapter) <= CORO_MAX_ALIGN, "an adapter lies at a multiple of CORO_MAX_ALIGN behind its iterator");

CORO_INLINE struct adapter *adapter_of(void *self, size_t self_bytes)
{
    return (struct adapter *)((char *)self + coro_round_up(self_bytes, CORO_MAX_ALIGN));
}
CORO_INLINE size_t adapter_bytes(struct coro_layout frame)
{
    return strategy.placing->adapter_bytes ? strategy.placing->adapter_bytes(frame) : sizeof(struct adapter);
}
/* Of an iterator and its adapter. */
CORO_INLINE size_t iterator_bytes(const struct iterator_type *type)
{
    size_t added = type->vtable ? adapter_bytes(type->frame) : 0;
    return added ? coro_round_up(type->self_bytes, CORO_MAX_ALIGN) + added : type->self_bytes;
}
CORO_INLINE struct coro_dyn_future callee_starts_at(void *frame, const struct coro_async_fn *fn,
                                                    const struct coro_future_vtable *vtable, void *self)
{
    if (strategy.placing->start)
        strategy.placing->start(fn, frame, self);
    else
        fn->start(frame, self);
    return (struct coro_dyn_future){ frame, vtable };
}
CORO_INLINE struct coro_dyn_future callee_starts(const struct coro_async_fn *fn, const struct coro_future_vtable *vtable,
                                                 void *self, struct adapter *adapter, struct type_part *type,
                                                 struct coro_site_arg site, struct coro_task_arg task)
{
    void *frame;
    struct holders holders = { adapter, passed_site(site), passed_task(task), type };
    open_holders(holders);
    enum coro_status why = strategy.placing->place(fn->layout, holders, &frame);
    if (CORO_UNLIKELY(why))
        return refused(why);
    frame_begins("place", frame, fn->layout, holders);
    return callee_starts_at(frame, fn, vtable, self);
}
/* Returns NULL where place must be called. */
CORO_INLINE void *callee_places_quickly(const struct coro_async_fn *fn, struct adapter *adapter, struct type_part *type,
                                        struct coro_site_arg site, struct coro_task_arg task)
{
    struct holders holders = { adapter, passed_site(site), passed_task(task), type };
    if (!strategy.placing->place_quickly)
        return NULL;
    open_holders(holders);
    void *frame = strategy.placing->place_quickly(fn->layout, holders);
    if (CHECKED_FRAMES && frame)
        frame_begins("place_quickly", frame, fn->layout, holders);
    return frame;
}
_Static_assert(!CORO_TRACE || CALLEE != ASYNC_STACKFUL,
               "a trace has the sizes of state machines: define CORO_TRACE with a strategy such as strategies/box.c");
CORO_INLINE struct coro_polled callee_polls(const struct coro_async_fn *fn, void *frame, struct coro_task *task)
{
    return strategy.placing->poll ? strategy.placing->poll(frame, fn->layout, task) : fn->poll(frame, task);
}
CORO_INLINE void callee_drops(const struct coro_async_fn *fn, void *frame, struct adapter *adapter, struct type_part *type,
                              struct coro_site_arg site, struct coro_task_arg task)
{
    if (CORO_TRACE)
        coro_next_trace_dropped(frame);
    if (strategy.placing->drop)
        strategy.placing->drop(frame, fn->layout, passed_task(task));
    else
        fn->drop(frame, passed_task(task));
    if (PROTOCOL == PROTOCOL_CALLEE_PLACES)
        frame_is_released(frame, fn->layout, (struct holders){ adapter, passed_site(site), passed_task(task), type });
}

_Static_assert(CALLEE != ASYNC_STACKFUL || PROTOCOL == PROTOCOL_CALLS || CALLEE_STACK_FITS
                   || CALLEE_STACK_BYTES >= CORO_SMALL_STACK_BYTES_,
               "a callee's coroutine lies in its frame: define CALLEE_STACK_FITS as 1 for stacks below 8 KiB");
/* The iterator of a frame. It is the argument, with which a state machine's frame begins and which a coroutine keeps. */
CORO_INLINE void *self_of(void *frame, size_t frame_bytes)
{
    if (CALLEE == ASYNC_STACKFUL)
        return coro_at((struct coro_stack){ frame, frame_bytes })->arg;
    return *(void **)frame;
}

#endif
