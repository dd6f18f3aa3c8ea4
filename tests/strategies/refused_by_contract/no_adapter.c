/* SPDX-License-Identifier: MIT */
/* refused: define struct adapter, what the strategy adds to the iterator */
#include "strategies/strategy.h"

struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
