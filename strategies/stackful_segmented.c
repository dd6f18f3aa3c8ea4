/* SPDX-License-Identifier: MIT */
/* A task begins on a segment of 1 KiB; every dyn call compares what is left of it with what the callee needs, and goes on on
 * another segment when that is not enough. As Go did until 1.3, in plain C (coro/segment.h).
 *
 * Segments are blocks from malloc, not from a pool, so that a task costs what it uses now, not what some task once used. A further
 * segment of 4 KiB is beyond malloc's cache, which a task that climbs over the edge once pays for with about 100 ns; what many
 * that are freed together cost, see bench/workloads/cancel.h. */
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
static const struct claim claims[] = {
    { 0, "Go's async model with separate segmented stacks will be impossible", "discussion of part 8", PROBE_state_machine_caller,
      ANSWER_NO },
    { 0, "You can implement any possible async stack model with that approach", "discussion of part 8", PROBE_plug_in,
      ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 140,
    .sentence = "a call on the task's stack, which grows by segments",
    .placing = &no_placing,
    .claims = claims,
    .stacks = &coro_segment_stacks,
    .next = segmented_next,
};
