/* SPDX-License-Identifier: MIT */
/* An executor whose tasks can wait for events of the system. It polls woken tasks, and waits in a libuv loop when there are
 * none. coro/io/reader.h has the source for pipes. Programs without it use coro_executor_run(), which waits for timers and
 * threads only.
 *
 * All of libuv runs on the stack that called coro_io_run(). The calls that tasks make (coro/io/reader.h) only touch memory, so
 * a coroutine with a kilobyte of free stack can make them. One thread at a time may use a loop and its sources.
 *
 * After a fork, a loop belongs to the parent. The child may end the tasks and free the readers and the loop, which leaves the
 * parent's alone; any other use aborts. A child that has closed libuv's descriptors exits without that. */
#ifndef CORO_IO_LOOP_H
#define CORO_IO_LOOP_H
#include <stdbool.h>
#include "coro/executor.h"
CORO_C_BEGIN

struct coro_io;
struct uv_loop_s;

/* Makes a loop. Returns CORO_ERR_NO_MEMORY, or CORO_ERR_IO when fewer than eight descriptors are free. The first call gives libuv
 * an allocator over malloc (uv_replace_allocator): call it before other threads use libuv. */
CORO_MUST_USE enum coro_status coro_io_new(struct coro_io **);
/* Aborts while it runs, and unless every task has ended and every reader is freed. NULL is allowed and does nothing. */
void coro_io_free(struct coro_io *);

/* Returns the executor for the loop's tasks. It lives as long as the loop. */
struct coro_executor *coro_io_executor(struct coro_io *);

/* Polls woken tasks until all have finished, and waits whenever none is woken: for readers, for timers, and for threads that
 * hold a thread waker. Timers expire within a millisecond, never early, on the machine's clock. Tasks that wake themselves do
 * not starve events. Returns CORO_ERR_INVALID, and leaves the tasks as they are, when nothing can wake the remaining ones. Aborts
 * inside a task of the loop, and when the executor has a clock of its own, whose deadlines libuv cannot wait for. */
CORO_MUST_USE enum coro_status coro_io_run(struct coro_io *);

/* For sources, which put handles into the loop. Between begin_wait and end_wait a source holds a waker, and coro_io_run() waits
 * for its wake. Allowed inside a coroutine. */
struct uv_loop_s *coro_io_uv_loop(struct coro_io *);
void coro_io_begin_wait(struct coro_io *);
void coro_io_end_wait(struct coro_io *);
/* True in a process that was forked after coro_io_new. */
bool coro_io_is_in_child(const struct coro_io *);
/* Aborts in such a process. Sources call it before they add a handle. */
void coro_io_check_owner(const struct coro_io *);
/* Sources call it before they close a handle. In a forked child it makes the child's copy of the libuv loop independent of the
 * parent's. Returns false when that failed; the source then frees its memory without the close. Not inside a coroutine. */
bool coro_io_may_close(struct coro_io *);

CORO_C_END
#endif
