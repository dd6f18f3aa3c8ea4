/* SPDX-License-Identifier: MIT */
/* What an executor knows of the other threads' side: three calls and a count, so that programs whose tasks are never woken from
 * another thread are linked without the code behind them (coro/executor/thread_waker.c). */
#ifndef CORO_EXECUTOR_INBOX_H
#define CORO_EXECUTOR_INBOX_H
#include <stddef.h>
#include <stdint.h>

/* All of it belongs to the executor's thread. */
struct coro_inbox {
    void (*take)(struct coro_inbox *);                          /* wakes the tasks that were woken from other threads */
    void (*wait)(struct coro_inbox *, uint64_t deadline_ns);    /* until there is something to take, or CLOCK_MONOTONIC says so */
    void (*close)(struct coro_inbox *);                         /* the executor ends; wakers may be left in other hands */
    size_t waker_count;                                         /* that somebody holds, of tasks that have not finished */
};

#endif
