/* SPDX-License-Identifier: MIT */
/* The task has a second stack for the frames of dyn calls (coro/side_stack.h). Against a stack that only ever pops in order,
 * letting futures die in any order costs four instructions an item: is this frame the top, are there holes?
 *
 * It comes from the runtime's pool, as the stacks of stackful tasks do, and goes back there with its task: on skynet, a fresh one
 * from the heap per task took some 70 times as long, nearly all of it page faults. Its guard page is of no use, since push knows
 * where the end is. */
#ifndef SIDE_STACKS
#define SIDE_STACKS coro_pooled_side_stacks     /* the provider */
#endif
#ifndef SOURCE_STACK_BYTES
#define SOURCE_STACK_BYTES ((64 << 10) - 2048)
#endif
#include "coro/side_stack.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };

static enum coro_status side_init(struct task_part *part, struct coro_stack_source *stacks)
{
    struct coro_stack memory;
    enum coro_status why = SIDE_STACKS.acquire(stacks, &memory);
    if (CORO_UNLIKELY(why))
        return why;
    coro_side_stack_init(&part->side, memory);
    return CORO_OK;
}
static void side_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    SIDE_STACKS.release(stacks, coro_side_stack_fini(&part->side));
}
