/* SPDX-License-Identifier: MIT */
/* An executor whose tasks can wait for the outside: it polls woken tasks, and waits in a libuv loop when there are none.
 *
 * All of libuv runs on the stack that coro_io_run() was called on. What tasks call (coro/io/reader.h) touches only memory, so that
 * it may be called from a coroutine with a kilobyte of stack left. One thread at a time may use a loop and what belongs to it. */
#ifndef CORO_IO_LOOP_H
#define CORO_IO_LOOP_H
#include "coro/executor.h"

struct coro_io;
struct uv_loop_s;

/* CORO_ERR_NO_MEMORY, or CORO_ERR_IO when the system has no descriptors left for it. */
CORO_MUST_USE enum coro_status coro_io_new(struct coro_io **);
/* Every task of its executor must be gone and every reader freed; aborts otherwise. NULL is allowed and does nothing. */
void coro_io_free(struct coro_io *);

/* Where tasks are started; lives as long as the loop. */
struct coro_executor *coro_io_executor(struct coro_io *);

/* Polls woken tasks, and waits for the outside whenever there are none, until every task has finished: for readers, for timers (to
 * the millisecond, never early; on the machine's own clock) and for other threads that hold a thread waker. Tasks that wake
 * themselves do not keep the outside from being heard. Returns CORO_ERR_INVALID, with the tasks as they are, when tasks are left
 * that nothing can ever wake. Not from inside a task. */
CORO_MUST_USE enum coro_status coro_io_run(struct coro_io *);

/* For what puts handles into the loop, as a reader does. Between the two calls it holds a waker that the loop will wake, and
 * coro_io_run() waits for that. May be called from inside a coroutine. */
struct uv_loop_s *coro_io_uv_loop(struct coro_io *);
void coro_io_begin_wait(struct coro_io *);
void coro_io_end_wait(struct coro_io *);

#endif
