/* SPDX-License-Identifier: MIT */
/* Tasks, wakers, and the single-threaded executor that polls a task only after it was woken.
 *
 * A task is an async function with somebody to poll it. The caller owns the memory of both the executor and the tasks; a task
 * must stay where it is between init and its end. Nothing here allocates. One thread at a time may use an executor and what
 * belongs to it; several threads have an executor each, and wake one another's tasks with coro/thread_waker.h. Joining, detaching
 * and cancelling tasks is in coro/task.h, waiting for a time in coro/timer.h. */
#ifndef CORO_EXECUTOR_H
#define CORO_EXECUTOR_H
#include <stdbool.h>
#include "coro/polled.h"

struct coro;
struct coro_executor;
struct coro_inbox;      /* coro/executor/inbox.h */
struct coro_timer;      /* coro/timer.h */

enum coro_task_state {
    CORO_TASK_WAITING,      /* polled, pending, not woken since */
    CORO_TASK_QUEUED,       /* woken: in the queue */
    CORO_TASK_POLLING,
    CORO_TASK_WOKEN,        /* woken while it was being polled: goes back into the queue */
    CORO_TASK_FINISHED,     /* `result` is there; the body has been dropped */
};

/* Somebody who is told when a task ends: whoever joins it, wakes it from another thread, or owns its memory. The memory is the
 * watcher's, and stays where it is while it watches. */
struct coro_watch {
    struct coro_watch *next;            /* NULL: the last one */
    struct coro_watch *previous;        /* of the first one: the last; NULL while it watches nothing */
    /* Called once, with the body dropped and the result there, when the executor will not touch the watch any more. */
    void (*ended)(struct coro_watch *, struct coro_task *);
    bool is_owner;                      /* told last, and nobody touches the task after that */
};

/* Also the context that every poll gets. A strategy's own part of the task, if any, follows it in memory. */
struct coro_task {
    struct coro *running;               /* the innermost coroutine of the task that runs now; NULL outside of all */
    union {
        struct { struct coro_task *next, *previous; };      /* in the queue; valid while QUEUED */
        struct coro_polled result;      /* valid once FINISHED; of a task that was cancelled: CORO_ERR_CANCELLED */
    };
    struct coro_executor *executor;
    const struct coro_async_fn *body;
    void *frame;                        /* the body's, given to coro_task_init */
    struct coro_stack_source *stacks;   /* where coroutines that the task starts get theirs; NULL: nowhere */
    struct coro_watch *watches;         /* the first to be told; NULL: nobody */
    enum coro_task_state state;
} __attribute__((aligned(CORO_MAX_ALIGN)));

/* Tells the executor that a task can go on. A copy may be kept until the task is gone; what keeps one forgets it when the
 * future that gave it away is dropped. */
struct coro_waker { struct coro_task *task; };

/* The time as timers know it, in nanoseconds that never run backwards. */
struct coro_clock {
    uint64_t (*now_ns)(struct coro_clock *);
    /* Called instead of waiting when nothing but time can go on, or while other threads may: makes it `deadline_ns`. */
    void (*skip_to)(struct coro_clock *, uint64_t deadline_ns);
};

/* The first three are all that tasks and local wakers use. */
struct coro_executor {
    struct coro_task *first, *last;     /* the queue of woken tasks, oldest first; both NULL when empty */
    size_t unfinished_count;
    struct coro_timer *timers;          /* the root of a heap, the earliest; NULL: none is running */
    uint64_t timer_count;               /* that were ever started: numbers them */
    struct coro_clock *clock;           /* of the timers; owned by who sets it, before the first timer. Default: CLOCK_MONOTONIC */
    struct coro_inbox *inbox;           /* where other threads leave wakers; NULL until the first of them was made */
    void (*bell)(void *arg);            /* rung from other threads instead of waking coro_executor_run(); for who waits otherwise */
    void *bell_arg;
    struct coro_task event_task;              /* not counted; in the queue while others are, so that these keep no timer and no thread
                                         * unheard: its body is coro_executor_hear() */
};

void coro_executor_init(struct coro_executor *);
/* Every task must be gone; aborts otherwise, since their drops need it. */
void coro_executor_fini(struct coro_executor *);

/* Starts `body(arg)` in `frame`, which holds body->layout, and queues the task. The frame stays the caller's. */
void coro_task_init(struct coro_task *, struct coro_executor *, const struct coro_async_fn *body, void *frame, void *arg);
/* Cancels a task that has not finished: its body is dropped, and with it whatever it awaits. Not from inside the task. */
void coro_task_fini(struct coro_task *);

CORO_INLINE bool coro_task_is_finished(const struct coro_task *task) { return task->state == CORO_TASK_FINISHED; }

/* Tells `watch`, whose other fields are set, when the task ends; in the order in which they began to watch, an owner last. Not on
 * a finished task. */
void coro_task_watch(struct coro_task *, struct coro_watch *);
/* Forgets a watch that was not told; does nothing when it was, or never watched. */
void coro_task_unwatch(struct coro_task *, struct coro_watch *);

/* Polls the task that was woken first. False when no task is. (True, also, after a look at the clock and the inbox.) */
bool coro_executor_poll(struct coro_executor *);
/* Polls woken tasks until there are none, and waits whenever only time or another thread can wake one: while a timer runs, or
 * somebody holds a thread waker of a task that has not finished. Tasks that wake themselves do not keep these from being heard.
 * Tasks may still be waiting for something outside when it returns (unfinished_count). Not from inside a task. */
void coro_executor_run(struct coro_executor *);

/* For who waits in a way of their own, as coro/io does. Wakes what is due: timers and what other threads woke. */
void coro_executor_hear(struct coro_executor *);
/* Whether time or another thread may wake a task. */
bool coro_executor_expects(const struct coro_executor *);

/* The waker of the task that is being polled. */
CORO_INLINE struct coro_waker coro_task_waker(struct coro_task *task) { return (struct coro_waker){ task }; }
/* Queues the task unless it is queued, or has finished. From its own poll, too. Same thread as the executor. */
void coro_waker_wake(struct coro_waker);

#endif
