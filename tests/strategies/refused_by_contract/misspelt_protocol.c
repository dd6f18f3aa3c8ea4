/* SPDX-License-Identifier: MIT */
/* refused: define PROTOCOL as one of the five protocols */
/* PROTOCOL_CALLEE_PLACE is misspelt on purpose; contract.cmake expects the message above. */
#define PROTOCOL PROTOCOL_CALLEE_PLACE
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box", .placing = &heap_placing };
