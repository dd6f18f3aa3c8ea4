/* SPDX-License-Identifier: MIT */
/* Declares the timers of an executor. A timer wakes a task at its deadline. Users include coro/timer.h, which has these and the
 * awaits of a time; the executor itself includes only this file, and so needs no coroutine. Without it, an executor could wait
 * for other threads only.
 *
 * A timer lies in the memory of its caller and costs no allocation; a million of them may run. Timers expire in the order of
 * their deadlines; equal deadlines expire in the order of their start. Call these functions on the executor's thread. */
#ifndef CORO_EXECUTOR_TIMER_HEAP_H
#define CORO_EXECUTOR_TIMER_HEAP_H
#include "coro/executor.h"
CORO_C_BEGIN

/* A node of a pairing heap: the children of a node form a list, and none has an earlier deadline than the node (Fredman,
 * Sedgewick, Sleator, Tarjan, "The pairing heap", 1986). */
struct coro_timer {
    uint64_t deadline_ns;
    uint32_t number;                    /* order of start, modulo 2^32; breaks ties between equal deadlines */
    uint32_t mark;                      /* of itself and `executor`, while it runs (coro/executor/mark.h) */
    struct coro_executor *executor;     /* NULL while it does not run */
    struct coro_waker waker;
    struct coro_timer *child, *next;
    struct coro_timer *previous;        /* the parent, for a first child; NULL at the root */
};

/* Returns the time of the executor's clock. */
uint64_t coro_executor_now_ns(const struct coro_executor *);

/* Starts the timer, which wakes the task once, at the deadline. The memory must stay until the timer has expired or was
 * stopped. Starting it again before that aborts, on any executor. Memory that was no timer before may hold any bytes, but
 * memcheck wants zeros. */
void coro_timer_start(struct coro_timer *, struct coro_executor *, uint64_t deadline_ns, struct coro_waker);
/* Stops a timer. Does nothing after it has expired. Aborts for bytes that were never a timer, unless they are zero. */
void coro_timer_stop(struct coro_timer *);
CORO_INLINE bool coro_timer_is_running(const struct coro_timer *timer) { return timer->executor != NULL; }

/* For the executor, and for loops that wait in its place (coro/io): wakes the tasks of all expired timers. */
void coro_timers_wake(struct coro_executor *);
/* Returns the earliest deadline; UINT64_MAX without a running timer. */
uint64_t coro_timers_next_ns(const struct coro_executor *);

CORO_C_END
#endif
