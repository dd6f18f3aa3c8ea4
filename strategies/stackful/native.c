/* SPDX-License-Identifier: MIT */
/* Caller and callee run on the task's own stack, switched by the project's own inline switch: a dyn next() is an ordinary virtual
 * call. */
#define CORO_CONTEXT CORO_CONTEXT_NATIVE
#include "strategies/stackful/stackful.h"

static const struct strategy strategy = {
    .order = 125,
    .sentence = "an ordinary call on the task's stack, inline switch",
    .placing = &no_placing,
    .stacks = &coro_pooled_stacks,
};
