/* SPDX-License-Identifier: MIT */
/* A task begins on a segment of 1 KiB. Every dyn call compares the room left with the callee's need, and continues on another
 * segment when the room is too small. Go did so until 1.3; here it is plain C (coro/segment.h).
 *
 * A callee that may call the C library needs 40.5 KiB (coro/async.h). Segments are blocks from malloc, not from a pool, so a task
 * costs the memory that it uses now, not the most that it ever used. A further segment of 4 KiB exceeds malloc's cache, so
 * crossing the edge once costs about 100 ns.
 * bench/workloads/cancel.h describes the cost of many segments freed together. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CALLER_STACK_BYTES CORO_SEGMENT_FIRST_BYTES
#include "coro/segment.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE struct coro_polled segmented_next(struct coro_task *task, struct coro_dyn_iterator it)
{
    return coro_segment_call(task->running, it.vtable->stack_bytes, it.vtable->call, task, it.self);
}
static const struct system systems[] = {
    { "Go up to 1.2", "had goroutine stacks of segments; a loop that kept crossing the edge of one was slow",
      "https://go.dev/doc/go1.3#stacks" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 140,
    .sentence = "a call on the task's stack, which grows by segments",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "the heap, for segments" },
    .systems = systems,
    .stacks = &coro_segment_stacks,
    .next = segmented_next,
};
