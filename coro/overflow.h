/* SPDX-License-Identifier: MIT */
/* Says which coroutine ran out of its stack, before the process ends of it. */
#ifndef CORO_OVERFLOW_H
#define CORO_OVERFLOW_H
#include "coro/status.h"

/* From now on, a coroutine that runs into the guard page of a pooled stack on the calling thread writes one line to stderr: its
 * name, its stack, and the address; then the process ends by the signal, as it would have without. A fault anywhere else goes to
 * the handler that was there before, or has its default effect.
 *
 * To be called once on each thread that resumes coroutines, outside of all; calling it again does nothing. The handlers of SIGSEGV
 * and SIGBUS are the process's and stay; the thread's part is a stack for signals, unless it has one. CORO_ERR_NO_MEMORY when
 * there is none for it, CORO_ERR_UNSUPPORTED when the system refuses. */
CORO_MUST_USE enum coro_status coro_overflow_report(void);

/* Gives back what coro_overflow_report took for the calling thread; for the end of a thread. */
void coro_overflow_end_thread(void);

#endif
