/* SPDX-License-Identifier: MIT */
/* A queue of woken tasks, linked through the tasks, so that waking never allocates and dropping a queued task is constant time. */
#include "coro/executor.h"
#include "coro/bug.h"

static void push(struct coro_executor *executor, struct coro_task *task)
{
    task->state = CORO_TASK_QUEUED;
    task->next = NULL;
    task->previous = executor->last;
    if (executor->last)
        executor->last->next = task;
    else
        executor->first = task;
    executor->last = task;
}

static void unlink_task(struct coro_executor *executor, struct coro_task *task)
{
    if (task->previous)
        task->previous->next = task->next;
    else
        executor->first = task->next;
    if (task->next)
        task->next->previous = task->previous;
    else
        executor->last = task->previous;
}

static void finish(struct coro_task *task)
{
    task->body->drop(task->frame, task);
    task->state = CORO_TASK_FINISHED;
    task->executor->unfinished_count--;
}

void coro_executor_init(struct coro_executor *executor)
{
    *executor = (struct coro_executor){ 0 };
}

void coro_executor_fini(struct coro_executor *executor)
{
    if (executor->unfinished_count != 0)
        coro_bug("an executor ends while %zu of its tasks have not", executor->unfinished_count);
}

void coro_task_init(struct coro_task *task, struct coro_executor *executor, const struct coro_async_fn *body, void *frame,
                    void *arg)
{
    *task = (struct coro_task){ .executor = executor, .body = body, .frame = frame };
    body->start(frame, arg);
    executor->unfinished_count++;
    push(executor, task);
}

void coro_task_fini(struct coro_task *task)
{
    if (task->state == CORO_TASK_FINISHED)
        return;
    if (task->state == CORO_TASK_POLLING || task->state == CORO_TASK_WOKEN)
        coro_bug("a task is dropped from inside its own poll");
    if (task->state == CORO_TASK_QUEUED)
        unlink_task(task->executor, task);
    task->state = CORO_TASK_POLLING;        /* a drop that wakes the task must not queue it */
    finish(task);
}

bool coro_executor_poll(struct coro_executor *executor)
{
    struct coro_task *task = executor->first;
    if (task == NULL)
        return false;
    executor->first = task->next;
    if (task->next)
        task->next->previous = NULL;
    else
        executor->last = NULL;
    task->state = CORO_TASK_POLLING;
    struct coro_polled got = task->body->poll(task->frame, task);
    if (got.tag != CORO_PENDING) {
        task->result = got;
        finish(task);
    } else if (task->state == CORO_TASK_WOKEN) {
        push(executor, task);
    } else {
        task->state = CORO_TASK_WAITING;
    }
    return true;
}

void coro_executor_run(struct coro_executor *executor)
{
    while (coro_executor_poll(executor)) {
    }
}

void coro_waker_wake(struct coro_waker waker)
{
    if (waker.task->state == CORO_TASK_WAITING)
        push(waker.task->executor, waker.task);
    else if (waker.task->state == CORO_TASK_POLLING)
        waker.task->state = CORO_TASK_WOKEN;
}
