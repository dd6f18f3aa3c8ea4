/* SPDX-License-Identifier: MIT */
/* An executor whose tasks can wait for events of the system. It polls woken tasks, and waits in a libuv loop when there are
 * none. coro/io/reader.h has the source for pipes. Programs without it use coro_executor_run(), which waits for timers and
 * threads only.
 *
 * All of libuv runs on the stack that called coro_io_run(). The calls that tasks make (coro/io/reader.h) only touch memory, so
 * a coroutine with a kilobyte of free stack can make them. One thread at a time may use a loop and its sources. */
#ifndef CORO_IO_LOOP_H
#define CORO_IO_LOOP_H
#include "coro/executor.h"

struct coro_io;
struct uv_loop_s;

/* Makes a loop. Returns CORO_ERR_NO_MEMORY, or CORO_ERR_IO when the system has no free descriptors. */
CORO_MUST_USE enum coro_status coro_io_new(struct coro_io **);
/* Aborts unless every task has ended and every reader is freed. NULL is allowed and does nothing. */
void coro_io_free(struct coro_io *);

/* Returns the executor for the loop's tasks. It lives as long as the loop. */
struct coro_executor *coro_io_executor(struct coro_io *);

/* Polls woken tasks until all have finished, and waits whenever none is woken: for readers, for timers, and for threads that
 * hold a thread waker. Timers expire within a millisecond, never early, on the machine's clock. Tasks that wake themselves do
 * not starve events. Returns CORO_ERR_INVALID, and leaves the tasks as they are, when nothing can wake the remaining ones. Not
 * from inside a task. */
CORO_MUST_USE enum coro_status coro_io_run(struct coro_io *);

/* For sources, which put handles into the loop. Between begin_wait and end_wait a source holds a waker, and coro_io_run() waits
 * for its wake. Allowed inside a coroutine. */
struct uv_loop_s *coro_io_uv_loop(struct coro_io *);
void coro_io_begin_wait(struct coro_io *);
void coro_io_end_wait(struct coro_io *);

#endif
