/* SPDX-License-Identifier: MIT */
/* Reports which coroutine overflowed its stack before the process ends. Each thread that makes or runs an executor
 * (coro/executor.h) reports by itself; other threads that resume coroutines call coro_overflow_report(). Without it, an
 * overflow is a plain SIGSEGV. The guards are those of coro_pooled_stacks (coro/stack.h). */
#ifndef CORO_OVERFLOW_H
#define CORO_OVERFLOW_H
#include "coro/base/stack_area.h"
#include "coro/status.h"
CORO_C_BEGIN

/* Installs the report for the calling thread. A coroutine that touches the guard of a pooled stack then writes one line to
 * stderr: its name, its stack, and the address. A fault next to the stack pointer on any other stack writes a line without a
 * name, where the program had no handler. So does an overflow on a pooled stack beyond the first 1,024 reservations of the
 * process: a source begins with one for 16 stacks, and each further one doubles it. The process ends by the signal as before.
 * Faults at other addresses reach the previous handler, or have their default effect.
 *
 * Call it outside all coroutines; a second call on a thread costs one test. The handlers of SIGSEGV and SIGBUS belong to the
 * process and stay. The thread gets a stack for signals, unless it has one; it is freed as the thread ends. Returns
 * CORO_ERR_NO_MEMORY without memory for that stack, and CORO_ERR_UNSUPPORTED when the system refuses. A program that defines
 * this function itself links without the report. */
CORO_MUST_USE enum coro_status coro_overflow_report(void);

/* Frees the signal stack of the calling thread before it ends. The next coro_overflow_report() makes another one. */
void coro_overflow_end_thread(void);

/* Returns the name of the coroutine that runs on a pooled stack, or "(none)" where a stack is in use without a coroutine at its
 * top. Safe in signal handlers. Defined in coro/coroutine/care.c, which knows where a stack has its control block. */
const char *coro_overflow_name(struct coro_stack);

CORO_C_END
#endif
