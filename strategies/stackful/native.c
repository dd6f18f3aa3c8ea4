/* SPDX-License-Identifier: MIT */
/* Caller and callee run on the task's own stack, switched by the project's own inline switch: a dyn next() is an ordinary virtual
 * call. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CORO_CONTEXT CORO_CONTEXT_NATIVE
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct system systems[] = {
    { "corosensei", "switches stacks by inline assembly, in a few cycles",
      "https://github.com/Amanieu/corosensei" },
    { "Zig (experimental)", "its std.Io.Evented switches stacks in user space, over io_uring or Grand Central Dispatch",
      "https://ziglang.org/devlog/2026/#2026-02-13" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 125,
    .is_swept = true,
    .sentence = "an ordinary call on the task's stack, inline switch",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "nothing: a stack per task" },
    .systems = systems,
    .stacks = &coro_pooled_stacks,
};
