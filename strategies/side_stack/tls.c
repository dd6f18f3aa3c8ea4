/* SPDX-License-Identifier: MIT */
/* The task's second stack, found through a thread-local pointer that is set whenever the task is polled. next() keeps its plain
 * signature, so callers need not know of it; a future must be polled and dropped inside its own task. */
#define PASSES_TASK 0
#include "coro/side_stack.h"
#include "strategies/strategy.h"

enum { SIDE_BYTES = 64 << 10 };
struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };

static enum coro_status side_init(struct task_part *part) { return coro_side_stack_init(&part->side, SIDE_BYTES); }
static void side_fini(struct task_part *part) { coro_side_stack_fini(&part->side); }
CORO_INLINE void side_enter(struct task_part *part) { coro_side_stack_current = &part->side; }

CORO_INLINE enum coro_status side_place(struct coro_layout layout, struct holders holders, void **frame)
{
    (void)holders;
    return coro_side_stack_push(coro_side_stack_current, layout, frame);
}
CORO_INLINE void side_release(void *frame, struct coro_layout layout, struct holders holders)
{
    (void)holders;
    coro_side_stack_pop(coro_side_stack_current, frame, layout);
}
static const struct placing placing = {
    .place = side_place, .release = side_release, .task_init = side_init, .task_fini = side_fini, .task_enter = side_enter
};
static const struct claim claims[] = {
    { 8, "requires cooperation from runtime", "part 8, table", PROBE_adds_to_task, ANSWER_YES },
    { 8, "and allocation", "part 8, table", PROBE_allocates, ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 100,
    .sentence = "bump the task's second stack, found by thread-local",
    .placing = &placing,
    .claims = claims,
};
