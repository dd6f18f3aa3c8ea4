/* SPDX-License-Identifier: MIT */
/* Frames are boxes, and .lives says otherwise. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &heap_placing,
    .lives = { .where = LIVES_IN_TASK },
    .allocations = one_allocation,
};
