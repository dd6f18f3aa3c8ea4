/* SPDX-License-Identifier: MIT */
/* refused: give .strategy. \.stacks, such as &coro_pooled_stacks */
/* The descriptor lacks .stacks on purpose; contract.cmake expects the message above. */
#define CALLER ASYNC_STACKFUL
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
