/* SPDX-License-Identifier: MIT */
/* refused: define CALLEE as ASYNC_STACKFUL for PROTOCOL_CALLS */
#define PROTOCOL PROTOCOL_CALLS
#define CALLER ASYNC_STACKFUL
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a call", .placing = &no_placing, .stacks = &coro_pooled_stacks };
