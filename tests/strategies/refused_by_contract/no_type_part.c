/* SPDX-License-Identifier: MIT */
/* refused: define struct type_part, which HAS_TYPE_PART promises */
#define HAS_TYPE_PART 1
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
