/* SPDX-License-Identifier: MIT */
/* refused: leave CALLER and CALLEE out for PROTOCOL_STATIC */
#define PROTOCOL PROTOCOL_STATIC
#define CALLER ASYNC_STACKFUL
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "no dyn", .placing = &no_placing, .stacks = &coro_pooled_stacks };
