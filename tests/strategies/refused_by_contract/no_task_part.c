/* SPDX-License-Identifier: MIT */
/* refused: define struct task_part, what the strategy adds to each task */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
