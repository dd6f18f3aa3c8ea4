/* SPDX-License-Identifier: MIT */
/* The watches of a task (coro/executor.h): who is told when the task ends, in which order. executor.c tells them; coro/task.h
 * joins and detaches tasks by them. The task's owner, who may free the task, stays last. */
#include "coro/executor.h"
#include "coro/bug.h"
#include "coro/executor/mark.h"

/* A ring through `previous` and a list through `next`, so that the last watch is found in one step. */
static void append(struct coro_task *task, struct coro_watch *watch)
{
    struct coro_watch *first = task->watches;
    watch->next = NULL;
    watch->watched = task;
    watch->mark = coro_mark_of(watch, task);
    watch->previous = first ? first->previous : watch;
    if (first)
        first->previous->next = watch;
    else
        task->watches = watch;
    task->watches->previous = watch;
}

static bool is_watching(const struct coro_watch *watch)
{
    return watch->previous != NULL && watch->mark == coro_mark_of(watch, watch->watched);
}

void coro_task_watch(struct coro_task *task, struct coro_watch *watch)
{
    struct coro_watch *last = task->watches ? task->watches->previous : NULL;
    if (task->state == CORO_TASK_FINISHED)
        coro_bug("a finished task is watched");
    if (is_watching(watch))
        coro_bug("a watch is registered that watches a task already");
    if (last == NULL || !last->is_owner) {
        append(task, watch);
        return;
    }
    if (watch->is_owner)
        coro_bug("a task is given to a second owner");
    coro_task_unwatch(task, last);
    append(task, watch);
    append(task, last);
}

void coro_task_unwatch(struct coro_task *task, struct coro_watch *watch)
{
    if (watch->previous == NULL)
        return;
    if (watch->watched != task || !is_watching(watch))
        coro_bug("a watch is removed from a task that it does not watch");
    struct coro_watch *first = task->watches;
    if (watch == first)
        task->watches = watch->next;
    else
        watch->previous->next = watch->next;
    if (watch->next)
        watch->next->previous = watch->previous;
    else if (watch != first)
        first->previous = watch->previous;
    watch->previous = NULL;
}
