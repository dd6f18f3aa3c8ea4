/* SPDX-License-Identifier: MIT */
/* refused: define CALLEE_STACK_BYTES */
#define CALLEE ASYNC_STACKFUL
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
