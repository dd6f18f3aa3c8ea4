/* SPDX-License-Identifier: MIT */
/* refused: define CALLEE_STACK_BYTES */
/* CALLEE_STACK_BYTES is left out on purpose; contract.cmake expects the message above. */
#define CALLEE ASYNC_STACKFUL
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
