/* SPDX-License-Identifier: MIT */
/* A row for overflow_row_test.c alone: each next() calls itself until the task's stack is used up, as a faulty strategy
 * might. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static CORO_NOINLINE struct coro_polled call_without_end(struct coro_task *task, struct coro_dyn_iterator it, unsigned depth)
{
    volatile char page[8192];
    page[0] = (char)depth;
    CORO_OPAQUE(depth);
    struct coro_polled got = depth == ~0u ? it.vtable->call(task, it.self) : call_without_end(task, it, depth + 1);
    got.value += (unsigned char)page[0];
    return got;
}
CORO_INLINE struct coro_polled overflowing_next(struct coro_task *task, struct coro_dyn_iterator it)
{
    return call_without_end(task, it, 0);
}
static const struct strategy strategy = {
    .sentence = "uses up its stack",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_HEAP },
    .stacks = &coro_pooled_stacks,
    .next = overflowing_next,
};
