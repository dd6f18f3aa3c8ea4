/* SPDX-License-Identifier: MIT */
/* Caller and callee run on the task's own stack, switched by ucontext: a dyn next() is an ordinary virtual call. */
#define CALLER ASYNC_STACKFUL
#define CALLEE ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLS
#define CORO_CONTEXT CORO_CONTEXT_UCONTEXT
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .order = 130,
    .is_variant = true,
    .sentence = "an ordinary call on the task's stack, ucontext",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "nothing: a stack per task" },
    .stacks = &coro_pooled_stacks,
};
