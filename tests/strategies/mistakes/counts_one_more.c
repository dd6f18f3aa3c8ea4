/* SPDX-License-Identifier: MIT */
/* .kept_blocks counts one block more than are kept. */
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static size_t kept_blocks(void) { return 1; }
static const struct placing placing = { .place = heap_place, .release = heap_release };
static const struct strategy strategy = {
    .sentence = "a mistake",
    .placing = &placing,
    .kept_blocks = kept_blocks,
    .lives = { .where = LIVES_ON_HEAP },
};
