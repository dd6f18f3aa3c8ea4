/* SPDX-License-Identifier: MIT */
/* Part 8's "box it with some custom allocator": the task's arena (coro/arena.h), which next() and drop are handed. The arena
 * frees nothing while a frame is alive. So a frame that lives on while others come and go, such as that of a filter that
 * rejects items, makes the arena grow. */
#include "coro/arena.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_arena arena; };
#include "strategies/arena_of_task.h"

static const struct strategy strategy = {
    .order = 34,
    .is_variant = true,
    .sentence = "a box from the task's arena",
    .placing = &arena_placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_TASK },
    .threads = { "the heap, behind an arena per task" },
};
