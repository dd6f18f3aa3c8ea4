/* SPDX-License-Identifier: MIT */
/* A stackful caller reads the frame's size in the vtable and allocates that much on its own stack: part 8's "alloca on the caller
 * side". A variable-length array in a block, because gcc releases alloca's memory only when the function returns. A state
 * machine has no such stack. This row boxes in the middle of a chain, and for a future that is not awaited at once. Eleven of
 * its instructions an item probe the array page by page (-fstack-clash-protection): without them a large frame would jump over
 * the guard page. */
#define CALLER ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "coro/coroutine.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE struct coro_polled await_at(void *frame, struct coro_task *task, struct coro_dyn_iterator it)
{
    const struct coro_future_vtable *future = it.vtable->future;
    struct coro_polled got;
    it.vtable->start_at(frame, it.self);
    while ((got = future->poll(frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            got = coro_cancelled();
            break;
        }
    future_drop((struct coro_dyn_future){ frame, future }, NULL, task);
    return got;
}

/* Rare, so out of line. */
CORO_NOINLINE static struct coro_polled next_over_aligned(struct coro_task *task, struct coro_dyn_iterator it)
{
    const struct coro_future_vtable *future = it.vtable->future;
    char room[future->bytes + future->align];
    return await_at(coro_align_up(room, future->align), task, it);
}
CORO_INLINE struct coro_polled alloca_next(struct coro_task *task, struct coro_dyn_iterator it)
{
    struct coro_polled got;
    if (CORO_UNLIKELY(it.vtable->future->align > CORO_MAX_ALIGN))
        return next_over_aligned(task, it);
    {
        char room[it.vtable->future->bytes] __attribute__((aligned(CORO_MAX_ALIGN)));
        got = await_at(room, task, it);
    }
    return got;
}
static unsigned alloca_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter != AWAITED_BY_TASK;
}
static const struct claim claims[] = {
    { 7, "incompatible with async Rust", "part 8, table", PROBE_state_machine_caller, ANSWER_NO },
    { 0, "async stack frames are stored in structs, and thus we cannot support something like `alloca`", "part 9",
      PROBE_state_machine_caller, ANSWER_NO, "the struct of the root future can hold a bounded stack for all frames under it",
      .under = "in the caller's own frame",
      .otherwise = { .under = "in a bounded stack of the root future", .probe = PROBE_state_machine_caller, .says = ANSWER_NO,
                     .of = "frame_stack" } },
    { 0, "even outside of async, using alloca is quite hard", "part 9", PROBE_plug_in, ANSWER_NO,
      "with the size in the vtable the caller makes room before it calls; on return the frame lies above the callee's and has to "
      "be copied down, by assembly in return_copy",
      .under = "the vtable has the size",
      .otherwise = { .under = "only the callee's return knows it", .probe = PROBE_time_against, .says = ANSWER_YES,
                     .of = "return_copy", .against = "caller_alloca", .ratio = 1.5 } },
    { 0 }
};
static const struct system systems[] = {
    { "Swift (experimental)", "in a synchronous caller of `yielding mutate` reads the frame's size beside the function, and "
                              "allocates it on the caller's stack",
      "https://github.com/swiftlang/swift/blob/HEAD/test/IRGen/coroutine_accessors_popless.swift" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 110,
    .sentence = "a stackful caller allocates the frame on its own stack",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_STACK, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for futures that escape" },
    .claims = claims,
    .systems = systems,
    .allocations = alloca_allocations,
    .stacks = &coro_pooled_stacks,
    .next = alloca_next,
};
