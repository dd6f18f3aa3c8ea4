/* SPDX-License-Identifier: MIT */
/* Every next() is a coroutine of its own, whose stack is one heap allocation: its locals, and 4 KiB for its calls. That is
 * room for malloc (0.3 KiB) and for a signal (1.5 KiB, 3.5 with AVX-512). A body that may call the C library gets 40.5 KiB more
 * (coro/async.h). There is no guard below the stack.
 *
 * Against a box an item that never waits pays for a stack. The control block and the context take 20 instructions, a switch
 * in and a switch out 60, with the registers saved around them. malloc's slower path takes 180 more, since no stack is small
 * enough for its cache. */
#define CALLEE ASYNC_STACKFUL
#define CORO_CONTEXT CORO_CONTEXT_FASTEST
#define CALLEE_STACK_BYTES ((CORO_NOTICE_STACK_FACTOR > 1 ? 4 : 1) * 4096)
#define CALLEE_STACK_FITS 1
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 180,
    .sentence = "a coroutine per next(), its stack from the heap",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "the heap" },
    .allocations = one_allocation,
};
