/* SPDX-License-Identifier: MIT */
/* Every next() is a coroutine of its own, on a guarded stack from the runtime's pool, to which the stack returns at the end.
 *
 * The stacks come from the pool, not from a free list in the task. A list per task would keep as many stacks as the task ever
 * had in flight, and they would have no guard. The price is two calls through the provider, 19 instructions more than bumping a
 * side stack. All stacks are of one size, since any of them may come back to any caller; memory backs only the touched
 * pages. */
#define CALLEE ASYNC_STACKFUL
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CALLEE_STACK_BYTES ((64 << 10) - 2048)
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

CORO_INLINE enum coro_status pool_place(struct coro_layout layout, struct holders holders, void **frame)
{
    struct coro_stack stack;
    (void)layout;
    enum coro_status why = coro_pooled_stacks.acquire(holders.task->stacks, &stack);
    if (CORO_UNLIKELY(why))
        return why;
    *frame = stack.base;
    return CORO_OK;
}
CORO_INLINE void pool_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_pooled_stacks.release(holders.task->stacks, (struct coro_stack){ frame, layout.bytes });
}
static const struct placing placing = { .place = pool_place, .release = pool_release };

static const struct system systems[] = {
    { "QEMU", "takes a coroutine, with its stack, from a bounded pool of ended ones",
      "https://github.com/qemu/qemu/blob/HEAD/util/qemu-coroutine.c" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 190,
    .is_variant = true,
    .sentence = "a coroutine per next(), its stack from a pool",
    .placing = &placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "nothing: a pool of stacks per executor" },
    .systems = systems,
    .stacks = &coro_pooled_stacks,
};
