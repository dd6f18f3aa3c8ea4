/* SPDX-License-Identifier: MIT */
/* refused: make the descriptor .strategy. a .static const struct strategy. */
/* The descriptor lacks `const` on purpose; contract.cmake expects the message above. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
