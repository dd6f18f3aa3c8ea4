/* SPDX-License-Identifier: MIT */
/* refused: say where the frame lives: */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
