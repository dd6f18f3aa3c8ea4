/* SPDX-License-Identifier: MIT */
/* Waiting for a time: timers of an executor, and two awaitables over them.
 *
 *     AWAIT(got, sleep, 1000000);                  at least a millisecond; got.tag is CORO_NONE
 *     AWAIT(got, sleep_until, deadline_ns);        until coro_executor_now_ns() is at least that
 *
 * A state machine declares AWAITS(sleep), as for its own functions. A time that has passed is no error: the await is ready at
 * once. Timers lie in the memory of who starts them and cost no allocation; a million of them may run. They go off in the order of
 * their deadlines, equal ones in the order in which they were started. Same thread as the executor. */
#ifndef CORO_TIMER_H
#define CORO_TIMER_H
#include "coro/coroutine.h"
#include "coro/executor.h"

/* A node of a pairing heap: the children of a node are a list, none is earlier than the node (Fredman, Sedgewick, Sleator, Tarjan,
 * "The pairing heap", 1986). */
struct coro_timer {
    uint64_t deadline_ns;
    uint64_t number;                    /* among equal deadlines, the smaller goes first */
    struct coro_executor *executor;     /* NULL while it does not run */
    struct coro_waker waker;
    struct coro_timer *child, *next;
    struct coro_timer *previous;        /* or the parent, of a first child; NULL at the root */
};

/* The executor's clock. */
uint64_t coro_executor_now_ns(const struct coro_executor *);

/* Wakes the task once, when the time has come. The timer is in the executor's hands until it went off or is stopped, and must not
 * be started again before. */
void coro_timer_start(struct coro_timer *, struct coro_executor *, uint64_t deadline_ns, struct coro_waker);
/* Does nothing to a timer that has gone off. Not to one that was never started. */
void coro_timer_stop(struct coro_timer *);
CORO_INLINE bool coro_timer_is_running(const struct coro_timer *timer) { return timer->executor != NULL; }

/* For the executor and for who waits in its place: wakes what is due; the earliest deadline, UINT64_MAX when there is none. */
void coro_timers_wake(struct coro_executor *);
uint64_t coro_timers_next_ns(const struct coro_executor *);

/* sleep_until(deadline), as the macros of coro/async.h await it. */

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

/* sleep(duration): until then from now; one that would end after the end of time ends there. */

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
CORO_INLINE struct coro_polled sleep_poll(struct sleep_frame *frame, struct coro_task *task) { return sleep_until_poll(&frame->until, task); }
CORO_INLINE void sleep_end(struct sleep_frame *frame, struct coro_task *task) { sleep_until_end(&frame->until, task); }
CORO_INLINE void sleep_cancel(struct sleep_frame *frame, struct coro_task *task) { sleep_until_cancel(&frame->until, task); }
CORO_INLINE struct coro_polled sleep_call(struct coro_task *task, uint64_t duration_ns)
{
    return sleep_until_call(task, coro_deadline_after(task->executor, duration_ns));
}

#endif
