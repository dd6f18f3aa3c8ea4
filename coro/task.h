/* SPDX-License-Identifier: MIT */
/* Joins, detaches and cancels tasks, and lets other tasks run. Built on the watches and the queue of coro/executor.h. Executor's
 * thread only.
 *
 *     AWAIT(got, coro_join, &other);       ready when `other` has ended; got is its result
 *     AWAIT(got, coro_yield);              ready after the tasks that were woken before; got.tag is CORO_NONE
 *
 * A state machine declares AWAITS(coro_join), as for its own functions. Joining a cancelled task gives CORO_FAILED with
 * CORO_ERR_CANCELLED. Joining oneself, or a task of another executor, gives CORO_ERR_INVALID. Several tasks may join one task,
 * also after it has finished; each gets a copy of the result. If the result is a pointer, the tasks agree on its owner. Tasks
 * that join one another in a circle wait for ever. */
#ifndef CORO_TASK_H
#define CORO_TASK_H
#include "coro/segment.h"
#include "coro/executor.h"
CORO_C_BEGIN

/* Cancels a task: drops its body and all that the body awaits, wakes the tasks that join it, and calls its owner, which may
 * free it. Returns CORO_ERR_FINISHED, and does nothing, for a finished task. Call it from outside or from inside another task.
 * A task that cancels itself aborts; so do two tasks that cancel each other. */
CORO_INLINE enum coro_status coro_task_cancel(struct coro_task *task)
{
    if (coro_task_is_finished(task))
        return CORO_ERR_FINISHED;
    coro_task_fini(task);
    return CORO_OK;
}

/* Detaches a task: coro_task_fini becomes unnecessary. `ended(owner, task)` is called once, after the task has finished or was
 * cancelled, with the result in the task. By then the body is dropped and joining tasks have the result. The executor does not
 * touch the task, its frame or `owner` afterwards: `ended` may free all three or reuse them for a new task. A task that cancels
 * this one makes the call from inside itself. Returns CORO_ERR_FINISHED, without a call, for a finished task. A second owner
 * aborts. */
CORO_MUST_USE CORO_INLINE enum coro_status coro_task_detach(struct coro_task *task, struct coro_watch *owner,
                                                            void (*ended)(struct coro_watch *owner, struct coro_task *))
{
    if (coro_task_is_finished(task))
        return CORO_ERR_FINISHED;
    *owner = (struct coro_watch){};
    owner->ended = ended;
    owner->is_owner = true;
    coro_task_watch(task, owner);
    return CORO_OK;
}

/* coro_join, in the form that the macros of coro/async.h await. It copies the result when the joined task ends, which may free
 * the task. */

struct coro_join_frame {
    struct coro_watch watch;            /* first, so that coro_join_ended can cast it to the frame */
    struct coro_task *joiner;
    struct coro_polled got;             /* pending until it has ended */
};
CORO_UNUSED static void coro_join_ended(struct coro_watch *watch, struct coro_task *joined)
{
    struct coro_join_frame *frame = (struct coro_join_frame *)watch;
    frame->got = joined->result;
    coro_waker_wake(coro_task_waker(frame->joiner));
}
CORO_INLINE void coro_join_async_begin(struct coro_join_frame *frame, struct coro_task *task, struct coro_task *joined)
{
    *frame = (struct coro_join_frame){};
    frame->watch.ended = coro_join_ended;
    frame->joiner = task;
    if (joined == task || joined->executor != task->executor)
        frame->got = coro_failed(CORO_ERR_INVALID);
    else if (coro_task_is_finished(joined))
        frame->got = joined->result;
    else
        coro_task_watch(joined, &frame->watch);
}
CORO_INLINE struct coro_polled coro_join_async_poll(struct coro_join_frame *frame, struct coro_task *task)
{
    (void)task;
    return frame->got;
}
CORO_INLINE void coro_join_async_end(struct coro_join_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_INLINE void coro_join_async_cancel(struct coro_join_frame *frame, struct coro_task *task)
{
    (void)task;
    coro_task_unwatch(frame->watch.watched, &frame->watch);
}
enum { coro_join_async_calls_bytes = CORO_SEGMENT_CALLS_BYTES };
CORO_INLINE struct coro_polled coro_join_async_call(struct coro_task *task, struct coro_task *joined)
{
    struct coro_join_frame frame;
    if (!CORO_FRAMES_STAY)
        return coro_failed(CORO_ERR_UNSUPPORTED);       /* the joined task would keep a pointer to the frame */
    coro_join_async_begin(&frame, task, joined);
    while (frame.got.tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            coro_join_async_cancel(&frame, task);
            return coro_cancelled();
        }
    return frame.got;
}

/* coro_yield: wakes its own task, and is pending once. It keeps no pointer to its frame, so copied frames can await it, too. */

struct coro_yield_frame { bool has_yielded; };
CORO_INLINE void coro_yield_async_begin(struct coro_yield_frame *frame, struct coro_task *task)
{
    (void)task;
    frame->has_yielded = false;
}
CORO_INLINE struct coro_polled coro_yield_async_poll(struct coro_yield_frame *frame, struct coro_task *task)
{
    if (frame->has_yielded)
        return coro_none();
    frame->has_yielded = true;
    coro_waker_wake(coro_task_waker(task));
    return coro_pending();
}
CORO_INLINE void coro_yield_async_end(struct coro_yield_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_INLINE void coro_yield_async_cancel(struct coro_yield_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
enum { coro_yield_async_calls_bytes = CORO_SEGMENT_CALLS_BYTES };
CORO_INLINE struct coro_polled coro_yield_async_call(struct coro_task *task)
{
    coro_waker_wake(coro_task_waker(task));
    return coro_suspend(task->running) ? coro_cancelled() : coro_none();
}

CORO_C_END
#endif
