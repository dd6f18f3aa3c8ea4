/* SPDX-License-Identifier: MIT */
/* refused: end the file with its descriptor */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategie = { .sentence = "a box", .placing = &heap_placing };
