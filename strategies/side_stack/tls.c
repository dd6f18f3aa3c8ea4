/* SPDX-License-Identifier: MIT */
/* Places frames on the task's second stack, found through a thread-local pointer that every poll of the task sets. next() keeps
 * its plain signature, so callers need no change. A future must be polled and dropped inside its own task.
 *
 * Tasks nest, so each poll restores the previous pointer. Keeping that pointer takes two registers from the caller's loop, whose
 * result then waits on the stack while the future is dropped: two instructions an item.
 *
 * On `ready` an item takes 54 instructions, peer:rust_abort/side_stack/tls 53 (rustc 1.95); 66 were measured for Rust before,
 * in a program that is not kept. */
#define PASSES_TASK 0
#include "coro/side_stack.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };

static enum coro_status side_init(struct task_part *part, struct coro_stack_source *stacks)
{
    return coro_side_stack_open(&part->side, &coro_pooled_side_stacks, stacks);
}
static void side_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    coro_side_stack_close(&part->side, &coro_pooled_side_stacks, stacks);
}
CORO_INLINE void *side_enter(struct task_part *part)
{
    struct coro_side_stack *outer = coro_side_stack_current;
    coro_side_stack_current = &part->side;
    return outer;
}
CORO_INLINE void side_leave(void *outer) { coro_side_stack_current = outer; }

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
    .place = side_place, .release = side_release, .task_init = side_init, .task_fini = side_fini,
    .task_enter = side_enter, .task_leave = side_leave
};
static const struct claim claims[] = {
    { 0, "Ada features like returning dynamically sized types are built on this model", "part 8, footnote 2",
      PROBE_counted_allocations, ANSWER_NO, .of = "peer:ada/side_stack/tls" },
    { 0, "Its even possible to express side-stacks, if the runtime provides a suitable adapter", "part 8", PROBE_one_caller,
      ANSWER_YES },
    { 0 }
};
static const struct strategy strategy = {
    .order = 100,
    .sentence = "bump the task's second stack, found by thread-local",
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK },
    .threads = { "nothing: a side stack per task" },
    .claims = claims,
    .stacks = &coro_pooled_side_stacks,
};
