/* SPDX-License-Identifier: MIT */
/* Declares the executor's view of wakes from other threads: three functions and a count. The code behind them is in
 * thread_waker.c, which is linked only into programs that make thread wakers; executor.c calls it through these pointers. */
#ifndef CORO_EXECUTOR_INBOX_H
#define CORO_EXECUTOR_INBOX_H
#include <stddef.h>
#include <stdint.h>

/* Executor's thread only. */
struct coro_inbox {
    void (*take)(struct coro_inbox *);                          /* wakes the tasks that other threads have woken */
    void (*wait)(struct coro_inbox *, uint64_t deadline_ns);    /* sleeps until a wake or the CLOCK_MONOTONIC deadline */
    void (*close)(struct coro_inbox *);                         /* the executor ends; wakers may outlive it */
    size_t waker_count;                                         /* wakers with a reference, of unfinished tasks */
};

#endif
