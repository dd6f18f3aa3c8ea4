/* SPDX-License-Identifier: MIT */
/* Another process that writes a text into a pipe, as often as it is told to, so that whoever reads really waits.
 *
 * It writes nothing until feeder_go(), so its start costs no time where time is taken. It dies with its parent. Signals that the
 * terminal sends to both are the parent's business: the feeder ignores them. Not from inside a coroutine. */
#ifndef CORO_BENCH_FEEDER_H
#define CORO_BENCH_FEEDER_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include "coro/status.h"

struct feeder;

/* Starts the process with its own copy of the `count` bytes, at least 1; they need not stay. Everything else of the caller's is
 * closed in it. Returns CORO_ERR_NO_MEMORY when there is none, or no room for a process, and CORO_ERR_IO. */
CORO_MUST_USE enum coro_status feeder_start(const char *bytes, size_t count, struct feeder **);
/* Kills the process and reaps it; whoever holds the output reads its end. NULL is allowed and does nothing. */
void feeder_stop(struct feeder *);

/* The reading end of the pipe. It is the caller's from this call on, to close; may be called once. */
int feeder_take_output(struct feeder *);

/* Makes it write `repeats` more copies. Comes back at once, and is no way to learn whether the process still lives. */
CORO_MUST_USE enum coro_status feeder_go(struct feeder *, uint64_t repeats);

pid_t feeder_process(const struct feeder *);

#endif
