/* SPDX-License-Identifier: MIT */
/* The task has a second stack for the frames of dyn calls, which next() and drop are handed. Against a stack that only ever pops
 * in order, letting futures die in any order costs four instructions an item: is this frame the top, are there holes? */
#include "coro/side_stack.h"
#include "strategies/strategy.h"

enum { SIDE_BYTES = 64 << 10 };
struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };

static enum coro_status side_init(struct task_part *part) { return coro_side_stack_init(&part->side, SIDE_BYTES); }
static void side_fini(struct task_part *part) { coro_side_stack_fini(&part->side); }

CORO_INLINE enum coro_status side_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_side_stack_push(&task_part(holders.task)->side, layout, frame);
}
CORO_INLINE void side_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_side_stack_pop(&task_part(holders.task)->side, frame, layout);
}
static const struct placing placing = {
    .place = side_place, .release = side_release, .task_init = side_init, .task_fini = side_fini
};
static const struct claim claims[] = {
    { 8, "requires cooperation from runtime", "part 8, table", PROBE_adds_to_task, ANSWER_YES },
    { 8, "and allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 0, "This is probably the most efficient option", "part 8, tour", PROBE_time, ANSWER_NO },
    { 0 }
};
static const struct strategy strategy = {
    .order = 90,
    .sentence = "bump the task's second stack, handed down",
    .placing = &placing,
    .claims = claims,
};
