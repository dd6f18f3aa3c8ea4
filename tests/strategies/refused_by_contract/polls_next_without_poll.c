/* SPDX-License-Identifier: MIT */
/* refused: define poll_in_place\(\) */
#define PROTOCOL PROTOCOL_POLLS_NEXT
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "polls", .placing = &no_placing };
