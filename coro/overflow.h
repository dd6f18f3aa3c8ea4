/* SPDX-License-Identifier: MIT */
/* Reports which coroutine overflowed its stack before the process ends. Programs call it once per thread; without it, an
 * overflow is a plain SIGSEGV. The guards are those of coro_pooled_stacks (coro/stack.h). */
#ifndef CORO_OVERFLOW_H
#define CORO_OVERFLOW_H
#include "coro/status.h"

/* Installs the report for the calling thread. A coroutine that touches the guard of a pooled stack then writes one line to
 * stderr: its name, its stack, and the address. The process ends by the signal as before. Faults at other addresses reach the
 * previous handler, or have their default effect.
 *
 * Call it once on each thread that resumes coroutines, outside all coroutines; a second call does nothing. The handlers of
 * SIGSEGV and SIGBUS belong to the process and stay. The thread gets a stack for signals, unless it has one. Returns
 * CORO_ERR_NO_MEMORY without memory for that stack, and CORO_ERR_UNSUPPORTED when the system refuses. */
CORO_MUST_USE enum coro_status coro_overflow_report(void);

/* Frees the signal stack of the calling thread. Call it before the thread ends. */
void coro_overflow_end_thread(void);

#endif
