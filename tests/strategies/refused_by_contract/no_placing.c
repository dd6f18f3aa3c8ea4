/* SPDX-License-Identifier: MIT */
/* refused: give .strategy. a \.placing, &no_placing when */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct strategy strategy = { .sentence = "a box" };
