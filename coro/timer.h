/* SPDX-License-Identifier: MIT */
/* Waiting for a time: the timers of an executor (coro/executor/timer_heap.h), and two awaits over them, for bodies of
 * coro/async.h.
 *
 *     AWAIT(got, sleep, 1000000);                  ready after a millisecond or more; got.tag is CORO_NONE
 *     AWAIT(got, sleep_until, deadline_ns);        ready once coro_executor_now_ns() has reached deadline_ns
 *
 * A state machine declares AWAITS(sleep), as for its own functions. A deadline in the past is no error: the await is ready at
 * once. Where frames are copied (coro/coroutine/frames_copied.h), a stackful body's await fails with CORO_ERR_UNSUPPORTED. */
#ifndef CORO_TIMER_H
#define CORO_TIMER_H
#include "coro/coroutine.h"
#include "coro/executor/timer_heap.h"

/* sleep_until(deadline), in the form that the macros of coro/async.h await. */

struct sleep_until_frame { struct coro_timer timer; };
CORO_INLINE void sleep_until_begin(struct sleep_until_frame *frame, struct coro_task *task, uint64_t deadline_ns)
{
    frame->timer.executor = NULL;
    if (deadline_ns > coro_executor_now_ns(task->executor))
        coro_timer_start(&frame->timer, task->executor, deadline_ns, coro_task_waker(task));
}
CORO_INLINE struct coro_polled sleep_until_poll(struct sleep_until_frame *frame, struct coro_task *task)
{
    (void)task;
    return coro_timer_is_running(&frame->timer) ? coro_pending() : coro_none();
}
CORO_INLINE void sleep_until_end(struct sleep_until_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_INLINE void sleep_until_cancel(struct sleep_until_frame *frame, struct coro_task *task)
{
    (void)task;
    coro_timer_stop(&frame->timer);
}
CORO_INLINE struct coro_polled sleep_until_call(struct coro_task *task, uint64_t deadline_ns)
{
    struct sleep_until_frame frame;
    struct coro_polled got;
    if (!CORO_FRAMES_STAY)
        return coro_failed(CORO_ERR_UNSUPPORTED);       /* the executor would keep a pointer to the frame */
    sleep_until_begin(&frame, task, deadline_ns);
    while ((got = sleep_until_poll(&frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            sleep_until_cancel(&frame, task);
            return coro_cancelled();
        }
    return got;
}

/* sleep(duration): sleep_until(now + duration), saturating at UINT64_MAX. */

struct sleep_frame { struct sleep_until_frame until; };
CORO_INLINE uint64_t coro_deadline_after(const struct coro_executor *executor, uint64_t duration_ns)
{
    uint64_t now_ns = coro_executor_now_ns(executor);
    return duration_ns > UINT64_MAX - now_ns ? UINT64_MAX : now_ns + duration_ns;
}
CORO_INLINE void sleep_begin(struct sleep_frame *frame, struct coro_task *task, uint64_t duration_ns)
{
    sleep_until_begin(&frame->until, task, coro_deadline_after(task->executor, duration_ns));
}
CORO_INLINE struct coro_polled sleep_poll(struct sleep_frame *frame, struct coro_task *task)
{
    return sleep_until_poll(&frame->until, task);
}
CORO_INLINE void sleep_end(struct sleep_frame *frame, struct coro_task *task) { sleep_until_end(&frame->until, task); }
CORO_INLINE void sleep_cancel(struct sleep_frame *frame, struct coro_task *task) { sleep_until_cancel(&frame->until, task); }
CORO_INLINE struct coro_polled sleep_call(struct coro_task *task, uint64_t duration_ns)
{
    return sleep_until_call(task, coro_deadline_after(task->executor, duration_ns));
}

#endif
