/* SPDX-License-Identifier: MIT */
/* A waker for other threads: the right to wake one task. It is reference-counted, and may outlive the task and its executor.
 * Programs with one thread do without it: wakers of coro/executor.h are cheaper, and this file's code is then not linked.
 *
 * A wake costs two atomic operations; it takes a lock only while the executor sleeps. Not from signal handlers.
 *
 * coro_executor_run() waits while a waker of an unfinished task has a reference. Dropping the last reference without a wake
 * ends that wait.
 *
 * A child that is forked while another thread wakes or drops may find the lock taken: it then leaves wakers, and executors that
 * have any, alone. */
#ifndef CORO_THREAD_WAKER_H
#define CORO_THREAD_WAKER_H
#include "coro/executor.h"
CORO_C_BEGIN

struct coro_thread_waker;

/* Makes a waker of `task` with one reference, which the caller owns. Returns CORO_ERR_NO_MEMORY, or CORO_ERR_FINISHED for a
 * finished task. Executor's thread only; also inside a coroutine. A task that waits often should keep one waker. */
CORO_MUST_USE enum coro_status coro_thread_waker_new(struct coro_task *task, struct coro_thread_waker **);

/* Adds a reference, and returns the waker. Any thread that holds a reference. */
struct coro_thread_waker *coro_thread_waker_copy(struct coro_thread_waker *);
/* Drops a reference. Any thread that holds one. NULL is allowed and does nothing. A reference too many aborts while the waker's
 * memory lives: until the executor has heard of the last drop. copy and wake abort then, too, where the library checks. */
void coro_thread_waker_drop(struct coro_thread_waker *);

/* Queues the task, and ends its executor's sleep. Several wakes before the next poll count as one. The task sees everything
 * that the caller wrote before. Returns CORO_ERR_FINISHED, and does nothing, for a finished or cancelled task. Any thread that
 * holds a reference; also inside the task. */
enum coro_status coro_thread_waker_wake(struct coro_thread_waker *);

CORO_C_END
#endif
