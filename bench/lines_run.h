/* SPDX-License-Identifier: MIT */
/* What the workload `lines` stands on: a loop, a reader, and a feeder that writes the text when a run begins. Set up once per
 * cell, and run as often as one likes: a run costs one write to start it, and no process, pipe or allocation.
 *
 *     lines_source_open(text, &source)
 *     struct lines it = { .reader = lines_source_reader(source) };            behind the strategy; root's source
 *     for each run:
 *         coro_task_init(&task, lines_source_executor(source), &count_text, frame, &root);
 *         lines_source_run(source, repeats)
 *         task.result, root's counts against text_count(text, repeats)
 *         coro_task_fini(&task)
 *     lines_source_close(source)
 *
 * Not from inside a coroutine. */
#ifndef CORO_BENCH_LINES_RUN_H
#define CORO_BENCH_LINES_RUN_H
#include <stdint.h>
#include "bench/text.h"
#include "coro/executor.h"

struct coro_io_reader;
struct lines_source;

/* Starts the feeder, which has its own copy of the text. Returns CORO_ERR_NO_MEMORY or CORO_ERR_IO. */
CORO_MUST_USE enum coro_status lines_source_open(const struct text *, struct lines_source **);
/* Kills the feeder. All tasks must be gone, finished or dropped. NULL is allowed and does nothing. */
void lines_source_close(struct lines_source *);

struct coro_executor *lines_source_executor(struct lines_source *);
struct coro_io_reader *lines_source_reader(struct lines_source *);

/* Feeds `repeats` copies to the tasks of the executor and runs them until all have finished; how they fared is in their results
 * (a feeder that died is a next() that fails with CORO_ERR_IO). The stream ends after the copies. Returns CORO_ERR_BUSY when the
 * run before was left before its stream's end, by an error or a drop: such a source can only be closed. Returns
 * CORO_ERR_INVALID for more than 2^63 bytes, and when a task waits for what nothing will wake: drop it. */
CORO_MUST_USE enum coro_status lines_source_run(struct lines_source *, uint64_t repeats);

#endif
