/* SPDX-License-Identifier: MIT */
/* Records the dyn calls of next() as a trace of bench/traces/README.md, for units that define CORO_TRACE as 1 before any header
 * of the project, or whose project sets the CMake option COROLAB_TRACE. Elsewhere it is 0, and changes no code.
 *
 * A program with such units records when the environment variable DYN_TRACE names a file; the trace is written there when the
 * program exits. A device, a FIFO or a link is refused in one sentence on stderr, and so is a trace without a call.
 * DYN_TRACE_CALLS=N stops after N calls, 65536 when it is not set, and writes the trace then, too, for a program that a signal
 * ends. DYN_TRACE_NOTE is for the first line. A call that is dropped, or that lasts until the program exits, is listed with its
 * polls so far; the first line says how many there are. A task is known by its address, so tasks after one another may share a
 * number.
 *
 * A trace has the sizes of state machines, so a traced unit wants a strategy whose callees are state machines, such as
 * strategies/box.c. Recording allocates. Any thread may call these functions. */
#ifndef CORO_NEXT_TRACE_H
#define CORO_NEXT_TRACE_H
#include <stdbool.h>
#include <stddef.h>
#include "coro/attributes.h"

#ifndef CORO_TRACE
#define CORO_TRACE 0
#endif
CORO_C_BEGIN

struct coro_task;

/* A poll of the call whose frame, of so many bytes, is at `frame`. The first poll of a frame begins a call. Polls nest: the calls
 * that this thread polls inside it have this call above them. */
void coro_next_trace_poll_begins(const void *frame, size_t bytes, const struct coro_task *);
void coro_next_trace_poll_ends(const void *frame, bool is_ready);
/* The frame is dropped. Does nothing if its call was ready, or never polled. */
void coro_next_trace_dropped(const void *frame);

CORO_C_END
#endif
