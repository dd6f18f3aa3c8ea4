/* SPDX-License-Identifier: MIT */
/* The task has a second stack for the frames of dyn calls (coro/side_stack.h). Against a stack that only ever pops in order,
 * letting futures die in any order costs four instructions an item: is this frame the top, are there holes? */
#include "coro/side_stack.h"
#include "strategies/strategy.h"

enum { SIDE_BYTES = 64 << 10 };
struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };

static enum coro_status side_init(struct task_part *part) { return coro_side_stack_init(&part->side, SIDE_BYTES); }
static void side_fini(struct task_part *part) { coro_side_stack_fini(&part->side); }
