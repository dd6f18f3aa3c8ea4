/* SPDX-License-Identifier: MIT */
/* Another thread, with an executor of its own, whose one task wakes whoever calls it: the other side of a ping-pong. All functions
 * from one thread, the caller's. */
#ifndef CORO_BENCH_ECHO_H
#define CORO_BENCH_ECHO_H
#include "coro/thread_waker.h"

struct echo;

/* Starts the thread, which then sleeps until it is called. CORO_ERR_NO_MEMORY when there is none, or no thread. */
CORO_MUST_USE enum coro_status echo_start(struct echo **);
/* Waits for the thread's end. It must answer to nobody any more. NULL is allowed and does nothing. */
void echo_stop(struct echo *);

/* From now on each call wakes this one; the reference is the echo's until it hangs up. */
void echo_answer_to(struct echo *, struct coro_thread_waker *);
/* Wakes the echo's task, which wakes the caller's. From inside a coroutine, too. One call at a time: not before it was answered. */
void echo_call(struct echo *);
/* Waits until the echo has given the waker back. The last call must have been answered. */
void echo_hang_up(struct echo *);

#endif
