/* SPDX-License-Identifier: MIT */
/* What tasks do to one another: join, detach, cancel. Same thread as the executor.
 *
 *     AWAIT(got, join, &other);        until `other` has ended; got is its result
 *
 * A state machine declares AWAITS(join), as for its own functions. Joining a task that was cancelled gives CORO_FAILED with
 * CORO_ERR_CANCELLED; joining oneself, or a task of another executor, which may be another thread's, CORO_ERR_INVALID. A task may
 * be joined by several, also when it has finished: each gets the result; if that is a pointer, whose memory it is must be agreed
 * between them. Tasks that join one another in a circle wait for ever. */
#ifndef CORO_TASK_H
#define CORO_TASK_H
#include "coro/coroutine.h"
#include "coro/executor.h"

/* Ends a task that has not finished: its body is dropped, now, and whatever it awaits with it; then who joins it is woken, and
 * its owner is told, who may free it. CORO_ERR_FINISHED, and nothing, if it has finished before. From outside or from inside
 * another task; a task that cancels itself, or that cancels a task which is just cancelling it, is a bug and aborts. */
CORO_INLINE enum coro_status coro_task_cancel(struct coro_task *task)
{
    if (coro_task_is_finished(task))
        return CORO_ERR_FINISHED;
    coro_task_fini(task);
    return CORO_OK;
}

/* Lets a task go on by itself. Nobody needs to call coro_task_fini: `ended(owner, task)` is called once, when the task has finished
 * or was cancelled, with the result in the task. By then the body is dropped, those who join have the result, and the executor does
 * not touch the task, its frame or `owner` again: the call may free all three, or start a new task in them. It may be made from
 * inside another task, namely the one that cancels this one. CORO_ERR_FINISHED, and no call, if the task has finished; a second
 * owner is a bug and aborts. */
CORO_MUST_USE CORO_INLINE enum coro_status coro_task_detach(struct coro_task *task, struct coro_watch *owner,
                                                            void (*ended)(struct coro_watch *owner, struct coro_task *))
{
    if (coro_task_is_finished(task))
        return CORO_ERR_FINISHED;
    *owner = (struct coro_watch){ .ended = ended, .is_owner = true };
    coro_task_watch(task, owner);
    return CORO_OK;
}

/* join, as the macros of coro/async.h await it. The joined task may be gone once it has ended: the result was copied by then. */

struct join_frame {
    struct coro_watch watch;            /* first: coro_join_ended finds the frame by it */
    struct coro_task *joined, *joiner;
    struct coro_polled got;             /* pending until it has ended */
};
CORO_UNUSED static void coro_join_ended(struct coro_watch *watch, struct coro_task *joined)
{
    struct join_frame *frame = (struct join_frame *)watch;
    frame->got = joined->result;
    coro_waker_wake(coro_task_waker(frame->joiner));
}
CORO_INLINE void join_begin(struct join_frame *frame, struct coro_task *task, struct coro_task *joined)
{
    *frame = (struct join_frame){ .watch = { .ended = coro_join_ended }, .joined = joined, .joiner = task };
    if (joined == task || joined->executor != task->executor)
        frame->got = coro_failed(CORO_ERR_INVALID);
    else if (coro_task_is_finished(joined))
        frame->got = joined->result;
    else
        coro_task_watch(joined, &frame->watch);
}
CORO_INLINE struct coro_polled join_poll(struct join_frame *frame, struct coro_task *task)
{
    (void)task;
    return frame->got;
}
CORO_INLINE void join_end(struct join_frame *frame, struct coro_task *task) { (void)frame, (void)task; }
CORO_INLINE void join_cancel(struct join_frame *frame, struct coro_task *task)
{
    (void)task;
    coro_task_unwatch(frame->joined, &frame->watch);
}
CORO_INLINE struct coro_polled join_call(struct coro_task *task, struct coro_task *joined)
{
    struct join_frame frame;
    if (!CORO_FRAMES_STAY)
        return coro_failed(CORO_ERR_UNSUPPORTED);       /* the joined task would keep a pointer to the frame */
    join_begin(&frame, task, joined);
    while (frame.got.tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            join_cancel(&frame, task);
            return coro_cancelled();
        }
    return frame.got;
}

#endif
