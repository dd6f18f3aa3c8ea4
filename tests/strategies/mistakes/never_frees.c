/* SPDX-License-Identifier: MIT */
/* There is no release. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};


static const struct placing placing = { .place = heap_place };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .lives = { .where = LIVES_ON_HEAP },
};
