/* SPDX-License-Identifier: MIT */
/* Waiting for a time: the timers of an executor (coro/executor/timer_heap.h), and two awaits over them, for bodies of
 * coro/async.h.
 *
 *     AWAIT(got, coro_sleep, 1000000);             ready after a millisecond or more; got.tag is CORO_NONE
 *     AWAIT(got, coro_sleep_until, deadline_ns);   ready once coro_executor_now_ns() has reached deadline_ns
 *
 * A state machine declares AWAITS(coro_sleep), as for its own functions. A sleep of 0 is a coro_yield (coro/task.h): tasks woken
 * before run first. A deadline in the past is no error: coro_sleep_until is ready at once. Where frames are copied
 * (coro/coroutine/frames_copied.h), a stackful body's sleep fails with CORO_ERR_UNSUPPORTED. */
#ifndef CORO_TIMER_H
#define CORO_TIMER_H
#include "coro/segment.h"
#include "coro/executor/timer_heap.h"
#include "coro/task.h"

/* coro_sleep_until, in the form that the macros of coro/async.h await. */

struct coro_sleep_until_frame { struct coro_timer timer; };
CORO_INLINE void coro_sleep_until_async_begin(struct coro_sleep_until_frame *frame, struct coro_task *task, uint64_t deadline_ns)
{
    frame->timer.executor = NULL;
    if (deadline_ns > coro_executor_now_ns(task->executor))
        coro_timer_start(&frame->timer, task->executor, deadline_ns, coro_task_waker(task));
}
CORO_INLINE struct coro_polled coro_sleep_until_async_poll(struct coro_sleep_until_frame *frame, struct coro_task *task)
{
    (void)task;
    return coro_timer_is_running(&frame->timer) ? coro_pending() : coro_none();
}
CORO_INLINE void coro_sleep_until_async_end(struct coro_sleep_until_frame *frame, struct coro_task *task)
{
    (void)frame, (void)task;
}
CORO_INLINE void coro_sleep_until_async_cancel(struct coro_sleep_until_frame *frame, struct coro_task *task)
{
    (void)task;
    coro_timer_stop(&frame->timer);
}
enum { coro_sleep_until_async_calls_bytes = CORO_SEGMENT_CALLS_BYTES };
CORO_INLINE struct coro_polled coro_sleep_until_async_call(struct coro_task *task, uint64_t deadline_ns)
{
    struct coro_sleep_until_frame frame;
    struct coro_polled got;
    if (!CORO_FRAMES_STAY)
        return coro_failed(CORO_ERR_UNSUPPORTED);       /* the executor would keep a pointer to the frame */
    coro_sleep_until_async_begin(&frame, task, deadline_ns);
    while ((got = coro_sleep_until_async_poll(&frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            coro_sleep_until_async_cancel(&frame, task);
            return coro_cancelled();
        }
    return got;
}

/* coro_sleep: coro_sleep_until(now + duration), saturating at UINT64_MAX; coro_yield for a duration of 0. */

struct coro_sleep_frame { struct coro_sleep_until_frame until; struct coro_yield_frame yield; };
CORO_INLINE uint64_t coro_deadline_after(const struct coro_executor *executor, uint64_t duration_ns)
{
    uint64_t now_ns = coro_executor_now_ns(executor);
    return duration_ns > UINT64_MAX - now_ns ? UINT64_MAX : now_ns + duration_ns;
}
CORO_INLINE void coro_sleep_async_begin(struct coro_sleep_frame *frame, struct coro_task *task, uint64_t duration_ns)
{
    coro_sleep_until_async_begin(&frame->until, task, duration_ns ? coro_deadline_after(task->executor, duration_ns) : 0);
    frame->yield.has_yielded = duration_ns != 0;
}
CORO_INLINE struct coro_polled coro_sleep_async_poll(struct coro_sleep_frame *frame, struct coro_task *task)
{
    struct coro_polled yielded = coro_yield_async_poll(&frame->yield, task);
    return yielded.tag == CORO_PENDING ? yielded : coro_sleep_until_async_poll(&frame->until, task);
}
CORO_INLINE void coro_sleep_async_end(struct coro_sleep_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_INLINE void coro_sleep_async_cancel(struct coro_sleep_frame *frame, struct coro_task *task)
{
    coro_sleep_until_async_cancel(&frame->until, task);
}
enum { coro_sleep_async_calls_bytes = CORO_SEGMENT_CALLS_BYTES };
CORO_INLINE struct coro_polled coro_sleep_async_call(struct coro_task *task, uint64_t duration_ns)
{
    if (duration_ns == 0)
        return coro_yield_async_call(task);
    return coro_sleep_until_async_call(task, coro_deadline_after(task->executor, duration_ns));
}

#endif
