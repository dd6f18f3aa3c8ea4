/* SPDX-License-Identifier: MIT */
/* Tasks, wakers, and the single-threaded executor that polls a task only after it was woken.
 *
 * A task is an async function with somebody to poll it. The caller owns the memory of both the executor and the tasks; a task
 * must stay where it is between init and fini. Nothing here allocates. One thread at a time may use an executor and what
 * belongs to it. */
#ifndef CORO_EXECUTOR_H
#define CORO_EXECUTOR_H
#include <stdbool.h>
#include "coro/polled.h"

struct coro;
struct coro_executor;

enum coro_task_state {
    CORO_TASK_WAITING,      /* polled, pending, not woken since */
    CORO_TASK_QUEUED,       /* woken: in the queue */
    CORO_TASK_POLLING,
    CORO_TASK_WOKEN,        /* woken while it was being polled: goes back into the queue */
    CORO_TASK_FINISHED,     /* `result` is there; the body has been dropped */
};

/* Also the context that every poll gets. A strategy's own part of the task, if any, follows it in memory. */
struct coro_task {
    struct coro *running;               /* the innermost coroutine of the task that runs now; NULL outside of all */
    struct coro_task *next, *previous;  /* in the queue; undefined unless QUEUED */
    struct coro_executor *executor;
    const struct coro_async_fn *body;
    void *frame;                        /* the body's, given to coro_task_init */
    struct coro_stack_source *stacks;   /* where coroutines that the task starts get theirs; NULL: nowhere */
    struct coro_polled result;          /* valid once FINISHED */
    enum coro_task_state state;
} __attribute__((aligned(CORO_MAX_ALIGN)));

/* Tells the executor that a task can go on. A copy may be kept until the task is gone; what keeps one forgets it when the
 * future that gave it away is dropped. */
struct coro_waker { struct coro_task *task; };

struct coro_executor {
    struct coro_task *first, *last;     /* the queue of woken tasks, oldest first; both NULL when empty */
    size_t unfinished_count;
};

void coro_executor_init(struct coro_executor *);
/* Every task must be gone; aborts otherwise, since their drops need it. */
void coro_executor_fini(struct coro_executor *);

/* Starts `body(arg)` in `frame`, which holds body->layout, and queues the task. The frame stays the caller's. */
void coro_task_init(struct coro_task *, struct coro_executor *, const struct coro_async_fn *body, void *frame, void *arg);
/* Drops a body that has not finished: whatever it awaits is cancelled and freed. Not from inside the task. */
void coro_task_fini(struct coro_task *);

CORO_INLINE bool coro_task_is_finished(const struct coro_task *task) { return task->state == CORO_TASK_FINISHED; }

/* Polls the task that was woken first. False when no task is. */
bool coro_executor_poll(struct coro_executor *);
/* Polls woken tasks until there are none; tasks may still be waiting for something outside (unfinished_count). */
void coro_executor_run(struct coro_executor *);

/* The waker of the task that is being polled. */
CORO_INLINE struct coro_waker coro_task_waker(struct coro_task *task) { return (struct coro_waker){ task }; }
/* Queues the task unless it is queued, or has finished. From its own poll, too. Same thread as the executor. */
void coro_waker_wake(struct coro_waker);

#endif
