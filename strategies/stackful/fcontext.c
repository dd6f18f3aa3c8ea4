/* SPDX-License-Identifier: MIT */
/* Caller and callee run on the task's own stack, switched by fcontext: a dyn next() is an ordinary virtual call. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CORO_CONTEXT CORO_CONTEXT_FCONTEXT
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct system systems[] = {
    { "Boost.Fiber", "gives each fiber a stack of fixed size, with a guard page or without, and switches by Boost.Context",
      "https://www.boost.org/doc/libs/release/libs/fiber/doc/html/fiber/stack.html" },
    { "folly::fibers", "gives each fiber a stack of fixed size",
      "https://github.com/facebook/folly/blob/HEAD/folly/fibers/README.md" },
    { "ClickHouse", "gives each fiber a stack of fixed size with a guard page; 64 KiB were not enough for its tests",
      "https://github.com/ClickHouse/ClickHouse/blob/7cba97aeabc428948e5b4c59c92fddb1ed12c337/src/Common/FiberStack.h" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 120,
    .is_swept = true,
    .sentence = "an ordinary call on the task's stack, fcontext",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "nothing: a stack per task" },
    .systems = systems,
    .stacks = &coro_pooled_stacks,
};
