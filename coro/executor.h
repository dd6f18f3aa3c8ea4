/* SPDX-License-Identifier: MIT */
/* Tasks, wakers, and the single-threaded executor that polls a task only after it was woken.
 *
 * A task is an async function that an executor polls. The caller owns the memory of executor and tasks; a task stays at its
 * address from init until its end. Nothing here allocates, but for a thread's signal stack (coro/overflow.h). One thread at a
 * time may use an executor and its tasks. Several threads have an executor each, and wake one another's tasks through
 * coro/thread_waker.h. Joining, detaching and cancelling tasks is in coro/task.h, waiting for a time in coro/timer.h, waiting for
 * pipes and sockets in coro/io.
 *
 * An exception of C++ must not leave a task's body, or a callback that a poll makes: it would leave the task half polled and the
 * executor running. On x86-64 the program aborts there with a sentence, even where a caller of coro_executor_run has a handler.
 * On other machines exceptions of state machines pass unnoticed. */
#ifndef CORO_EXECUTOR_H
#define CORO_EXECUTOR_H
#include <stdbool.h>
#include "coro/polled.h"
#include "coro/version.h"
CORO_C_BEGIN

struct coro;
struct coro_executor;
struct coro_inbox;      /* coro/executor/inbox.h */
struct coro_timer;      /* coro/timer.h */

enum coro_task_state {
    CORO_TASK_WAITING,      /* polled, pending, not woken since */
    CORO_TASK_QUEUED,       /* woken, and in the queue */
    CORO_TASK_POLLING,
    CORO_TASK_WOKEN,        /* woken during its own poll; returns to the queue after it */
    CORO_TASK_FINISHED,     /* `result` is valid; the body has been dropped */
};

/* A callback for the end of a task. Joins, thread wakers and the owner of a detached task use it. The memory belongs to the
 * watcher and stays at its address while it watches. */
struct coro_watch {
    struct coro_watch *next;            /* NULL for the last watch */
    struct coro_watch *previous;        /* of the first watch: the last; NULL while it watches nothing */
    struct coro_task *watched;          /* valid while it watches */
    /* Called once, after the body was dropped and the result set. The executor does not touch the watch afterwards. The call may
     * remove any watch of this task, and may watch, cancel and wake other tasks. */
    void (*ended)(struct coro_watch *, struct coro_task *);
    bool is_owner;                      /* called last; the executor does not touch the task afterwards */
    uint32_t mark;                      /* of itself and `watched`, while it watches (coro/executor/mark.h) */
};

/* A task, and the context that every poll gets. A strategy's own part of the task, if any, follows it in memory. */
struct coro_task {
    struct coro *running;               /* the innermost running coroutine of the task; NULL outside coroutines */
    union {
        struct { struct coro_task *next, *previous; };      /* in the queue; valid while QUEUED */
        struct coro_polled result;      /* valid once FINISHED; CORO_ERR_CANCELLED for a cancelled task */
    };
    struct coro_executor *executor;
    const struct coro_async_fn *body;
    void *frame;                        /* the body's, from coro_task_init */
    struct coro_stack_source *stacks;   /* for coroutines that the task starts; NULL for none */
    struct coro_watch *watches;         /* the first to be called; NULL for none */
    enum coro_task_state state;
    uint32_t mark;                      /* of itself and `executor`, where the library checks (coro/executor/mark.h) */
} __attribute__((aligned(CORO_MAX_ALIGN)));

/* The right to wake one task, on its executor's thread. A copy stays valid while the task exists. A future that has stored one
 * must discard it when it is dropped. */
struct coro_waker { struct coro_task *task; };

/* A source of time for timers, in nanoseconds that never run backwards. Tests replace it. */
struct coro_clock {
    uint64_t (*now_ns)(struct coro_clock *);
    /* Called instead of sleeping until the next deadline: sets the time to `deadline_ns`. */
    void (*skip_to)(struct coro_clock *, uint64_t deadline_ns);
};

/* Tasks and local wakers use only the first three fields. */
struct coro_executor {
    struct coro_task *first, *last;     /* the queue of woken tasks, oldest first; both NULL when empty */
    size_t unfinished_count;
    struct coro_timer *timers;          /* the root of a heap, the earliest deadline; NULL while none runs */
    uint64_t timer_count;               /* timers started so far; numbers them */
    struct coro_clock *clock;           /* NULL: CLOCK_MONOTONIC. The caller owns it and sets it before the first timer */
    struct coro_inbox *inbox;           /* where other threads put wakers; NULL before the first thread waker */
    void (*bell)(void *arg);            /* other threads call it after a wake, for a loop that replaces
                                         * coro_executor_run() (coro/io); NULL for none */
    void *bell_arg;
    void *run_on;                       /* the thread between begin_run and end_run; else NULL */
    void *polled_on;                    /* the thread that polls, where the library checks; NULL between polls */
    struct coro_task event_task;        /* calls coro_executor_hear() from the queue, so that tasks that wake themselves do not
                                         * starve timers and threads; not counted */
};

/* Also makes the calling thread report overflows of stacks (coro/overflow.h). */
void coro_executor_init(struct coro_executor *) CORO_VERSIONED(coro_executor_init);
/* Aborts while a task is unfinished or a timer runs, whose drops need the executor, and while it runs: from inside its task or
 * from the call of a watch. Under coro_executor_poll() alone, only where the library checks (coro/checks.h). */
void coro_executor_fini(struct coro_executor *);

/* Starts `body(arg)` in `frame`, memory of body->layout, and queues the task. The caller keeps the frame's memory. The task's
 * memory may hold any bytes, but where the library checks, an unfinished task that is started again aborts. */
void coro_task_init(struct coro_task *, struct coro_executor *, const struct coro_async_fn *body, void *frame, void *arg);
/* Ends a task. Cancels an unfinished one: drops its body, and with it all that the body awaits. Not from inside the task. */
void coro_task_fini(struct coro_task *);

CORO_INLINE bool coro_task_is_finished(const struct coro_task *task) { return task->state == CORO_TASK_FINISHED; }

/* Registers `watch`, whose `ended` and `is_owner` are set. Its other fields may hold any bytes, but memcheck wants zeros. Watches
 * are called in the order of registration, the owner last. Aborts for a finished task, for a second owner, and for a watch that
 * watches already, this task or another. */
void coro_task_watch(struct coro_task *, struct coro_watch *);
/* Removes a watch, which is then not called; also from inside the call of another one. Does nothing for a watch that was called,
 * and for one whose memory was zero when the task was made. Aborts for a watch of another task. */
void coro_task_unwatch(struct coro_task *, struct coro_watch *);

/* Polls the task that was woken first. Returns false when the queue is empty. The event task counts as a task here. Not from
 * inside a task: aborts where the library checks (coro/checks.h). */
bool coro_executor_poll(struct coro_executor *);
/* Polls woken tasks, and sleeps while only a timer or another thread can wake one. Returns when no task is woken, no timer
 * runs, and no thread holds a waker of an unfinished task. unfinished_count then counts tasks that wait for other events. Aborts
 * from inside a task of this executor that it runs, and on a second thread. */
void coro_executor_run(struct coro_executor *);

/* For loops that replace coro_executor_run(), as coro/io does. They call these two at their begin and end. begin_run aborts for
 * an executor that runs already, and makes the calling thread report overflows of stacks (coro/overflow.h). */
void coro_executor_begin_run(struct coro_executor *);
void coro_executor_end_run(struct coro_executor *);
/* Wakes the tasks of expired timers and of other threads' wakes. */
void coro_executor_hear(struct coro_executor *);
/* True while a timer or another thread may wake a task. */
bool coro_executor_expects(const struct coro_executor *);

/* Returns a waker of the task. */
CORO_INLINE struct coro_waker coro_task_waker(struct coro_task *task) { return (struct coro_waker){ task }; }
/* Queues the task. Does nothing if it is queued or finished. Allowed from its own poll. Executor's thread only: aborts, where
 * the library checks, while another thread polls or runs the executor, also while that one sleeps. Creating and ending tasks does
 * so, too. */
void coro_waker_wake(struct coro_waker);

CORO_C_END
#endif
