/* SPDX-License-Identifier: MIT */
/* Caller and callee run on the task's own stack, switched by ucontext: a dyn next() is an ordinary virtual call. */
#define CORO_CONTEXT CORO_CONTEXT_UCONTEXT
#include "strategies/stackful/stackful.h"

static const struct strategy strategy = {
    .order = 130,
    .is_variant = true,
    .sentence = "an ordinary call on the task's stack, ucontext",
    .placing = &no_placing,
    .lives = { .where = LIVES_ON_STACK },
    .threads = { "nothing: a stack per task" },
    .stacks = &coro_pooled_stacks,
};
