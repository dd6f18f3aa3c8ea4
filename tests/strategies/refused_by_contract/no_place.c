/* SPDX-License-Identifier: MIT */
/* refused: give \.placing a \.place */
/* The placing lacks .place on purpose; contract.cmake expects the message above. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct placing placing = { .release = heap_release };
static const struct strategy strategy = { .sentence = "a box", .placing = &placing };
