/* SPDX-License-Identifier: MIT */
/* Part 8's "box it with some custom allocator": the task's arena (coro/arena.h), which next() and drop are handed. The arena
 * frees nothing while a frame is alive. So a frame that lives on while others come and go, such as that of a filter that
 * rejects items, makes the arena grow. */
#include "strategies/task_arena.h"

struct adapter {};
struct call_site {};

static const struct claim claims[] = {
    { 0, "It may put them all into an arena", "discussion of part 8", PROBE_allocates_per_item, ANSWER_NO },
    { 0 }
};
static const struct strategy strategy = {
    .order = 34,
    .is_variant = true,
    .sentence = "a box from the task's arena",
    .placing = &placing,
    .claims = claims,
};
