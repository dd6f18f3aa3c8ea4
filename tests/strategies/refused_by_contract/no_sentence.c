/* SPDX-License-Identifier: MIT */
/* refused: give .strategy. a \.sentence */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .placing = &heap_placing };
