/* SPDX-License-Identifier: MIT */
/* refused: end the file with its descriptor */
/* `strategie` is misspelt on purpose; contract.cmake expects the message above. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategie = { .sentence = "a box", .placing = &heap_placing };
