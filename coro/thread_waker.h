/* SPDX-License-Identifier: MIT */
/* A waker for other threads: the right to wake one task, with counted holders, which may outlive the task and its executor.
 *
 * Waking is two atomic operations; a thread that wakes takes a lock only when the executor sleeps. Not from signal handlers.
 *
 * coro_executor_run() waits as long as somebody holds a waker of a task that has not finished; when the last holder of one drops it
 * without waking, it waits no more for that one. */
#ifndef CORO_THREAD_WAKER_H
#define CORO_THREAD_WAKER_H
#include "coro/executor.h"

struct coro_thread_waker;

/* A waker of `task`, with one reference, the caller's. CORO_ERR_NO_MEMORY, or CORO_ERR_FINISHED when the task has. Only on the
 * executor's thread; may be called from inside a coroutine. A task that waits often makes one and keeps it. */
CORO_MUST_USE enum coro_status coro_thread_waker_new(struct coro_task *task, struct coro_thread_waker **);

/* One reference more, for another holder. By a holder, any thread. */
struct coro_thread_waker *coro_thread_waker_copy(struct coro_thread_waker *);
/* Gives a reference back. By its holder, any thread. NULL is allowed and does nothing. */
void coro_thread_waker_drop(struct coro_thread_waker *);

/* Queues the task, and ends the sleep of its executor if it sleeps. Several wakes before the task is polled are one; what the caller
 * wrote before is seen by the task. CORO_ERR_FINISHED, and nothing, once the task has finished or was cancelled. By a holder, any
 * thread, and from inside the task, too. */
enum coro_status coro_thread_waker_wake(struct coro_thread_waker *);

#endif
