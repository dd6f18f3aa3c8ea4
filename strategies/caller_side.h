/* SPDX-License-Identifier: MIT */
/* The caller's side of a dyn next(). A state machine awaits it by next_async_begin, next_async_poll until ready, and
 * next_async_end or next_async_cancel, on a struct next_frame inside its own frame. A stackful caller calls next_async_call, one
 * ordinary function. Bodies reach these through AWAIT of coro/async.h; without this file no body can await a dyn iterator. The
 * calls through vtables here are the dyn boundary, and there are no others. Include it after the strategy's file.
 * strategies/callee_side.h is the other side. */
#ifndef STRATEGIES_CALLER_SIDE_H
#define STRATEGIES_CALLER_SIDE_H
#include "strategies/dyn_vtable.h"

struct next_frame { struct coro_dyn_future future; struct call_site held; };
enum { next_async_calls_bytes = CORO_SEGMENT_CALLS_BYTES };

CORO_INLINE void next_async_init(struct next_frame *frame)
{
    open_site(&frame->held);
    if (strategy.placing->site_init)
        strategy.placing->site_init(&frame->held);
}
CORO_INLINE void next_async_fini(struct next_frame *frame)
{
    open_site(&frame->held);
    if (strategy.placing->site_fini)
        strategy.placing->site_fini(&frame->held);
}

CORO_INLINE struct coro_dyn_future caller_starts(struct call_site *site, struct coro_task *task, ITERATOR it)
{
    void *frame;
    struct holders holders = { .site = site, .task = task };
    open_holders(holders);
    enum coro_status why = strategy.placing->place(layout_of(it.vtable->future), holders, &frame);
    if (CORO_UNLIKELY(why))
        return refused(why);
    frame_begins("place", frame, layout_of(it.vtable->future), holders);
    it.vtable->start_at(frame, it.self);
    return (struct coro_dyn_future){ frame, it.vtable->future };
}

/* The callee builds the frame in a call site on the caller's stack, which then moves into the caller's frame. The frame has not
 * been polled, so nothing points into it yet. A refusal, which another unit may have made (its vtable has another address),
 * does not move. */
CORO_INLINE void next_begin_and_move(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    struct call_site made;
    struct coro_dyn_future begun = it.vtable->next(it.self, pass_site(&made), pass_task(task));
    if (CHECKED_FRAMES)
        open_site(&frame->held);
    frame->held = made;
    frame->future.data = begun.data == &made ? &frame->held : begun.data;
    frame->future.vtable = begun.vtable;
}

#include "strategies/branch_future.h"

/* Copies the handle word by word, so that gcc keeps it in two registers for the first poll; after a copy as a whole it loads
 * it again. */
CORO_INLINE void next_begin_in_callee(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    struct coro_dyn_future begun = it.vtable->next(it.self, pass_site(&frame->held), pass_task(task));
    frame->future.data = begun.data;
    frame->future.vtable = begun.vtable;
}

CORO_INLINE void next_async_begin(struct next_frame *frame, struct coro_task *task, ITERATOR it)
{
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        frame->future = (struct coro_dyn_future){ it.self, (const void *)it.vtable };
    else if (PROTOCOL == PROTOCOL_CALLS)
        frame->future = branch_starts(task, it);
    else if (PROTOCOL == PROTOCOL_CALLER_PLACES)
        frame->future = caller_starts(&frame->held, task, it);
    else if (FRAME_MOVES)
        next_begin_and_move(frame, task, it);
    else
        next_begin_in_callee(frame, task, it);
}
CORO_INLINE struct coro_polled next_async_poll(struct next_frame *frame, struct coro_task *task)
{
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        return ((const struct coro_iterator_vtable *)(const void *)frame->future.vtable)->poll_next(frame->future.data, task);
    return frame->future.vtable->poll(frame->future.data, task);
}
CORO_INLINE void next_async_end(struct next_frame *frame, struct coro_task *task)
{
    struct coro_dyn_future future = frame->future;
    if (PROTOCOL == PROTOCOL_POLLS_NEXT)
        return;
    future_drop(future, &frame->held, task);
    struct holders holders = { .site = &frame->held, .task = task };
    if (CHECKED_FRAMES && PROTOCOL == PROTOCOL_CALLER_PLACES && future.vtable != &refused_future)
        frame_is_released(future.data, layout_of(future.vtable), holders);
    else if (PROTOCOL == PROTOCOL_CALLER_PLACES && strategy.placing->release && future.vtable != &refused_future)
        strategy.placing->release(future.data, layout_of(future.vtable), holders);
}
CORO_INLINE void next_async_cancel(struct next_frame *frame, struct coro_task *task) { next_async_end(frame, task); }

/* The caller's side on a stack: one ordinary function, made of the functions above unless the strategy has its own. */
CORO_UNUSED static struct coro_polled next_from_polls(struct coro_task *task, ITERATOR it)
{
    struct next_frame frame;
    struct coro_polled got;
    next_async_init(&frame);
    next_async_begin(&frame, task, it);
    while ((got = next_async_poll(&frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            got = coro_cancelled();
            break;
        }
    next_async_end(&frame, task);
    next_async_fini(&frame);
    return got;
}
CORO_INLINE struct coro_polled next_async_call(struct coro_task *task, ITERATOR it)
{
    if (strategy.next)
        return strategy.next(task, it);
    if (PROTOCOL == PROTOCOL_CALLS)
        return it.vtable->call(task, it.self);
    return next_from_polls(task, it);
}

#endif
