/* SPDX-License-Identifier: MIT */
/* The root future carries a bounded stack for the frames of all dyn calls under it: "treating the backing allocation of the
 * future as essentially a stack" (discussion of part 8). It is allocated with the task, so no runtime needs to offer a service.
 * It never grows: a frame that does not fit is refused, and the caller may recover from the failed future.
 *
 *     task allocation
 *     | struct coro_task | struct task_part: top, end, ... | STACK_BYTES, grows up |
 *
 * 2 KiB hold a chain of some 30 small frames. */
#include "coro/side_stack.h"
#include "strategies/strategy.h"

enum { STACK_BYTES = 2048 };
struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack stack; _Alignas(CORO_MAX_ALIGN) char bytes[STACK_BYTES]; };

static enum coro_status stack_init(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    coro_side_stack_init(&part->stack, (struct coro_stack){ part->bytes, STACK_BYTES });
    return CORO_OK;
}
static void stack_fini(struct task_part *part, struct coro_stack_source *stacks)
{
    (void)stacks;
    (void)coro_side_stack_fini(&part->stack);
}
CORO_INLINE enum coro_status stack_place(struct coro_layout layout, struct holders holders, void **frame)
{
    return coro_side_stack_push(&task_part(holders.task)->stack, layout, frame);
}
CORO_INLINE void stack_release(void *frame, struct coro_layout layout, struct holders holders)
{
    coro_side_stack_pop(&task_part(holders.task)->stack, frame, layout);
}
static const struct placing placing = {
    .place = stack_place, .release = stack_release, .task_init = stack_init, .task_fini = stack_fini
};

static const struct claim claims[] = {
    { 0, "an overflow of a user-provided buffer is a relatively benign and easily recoverable error", "discussion of part 8",
      PROBE_large_callee, ANSWER_NO },
    /* max_space finds its place without computing or checking. */
    { 0, "that's just a layout computation and a bounds check, which should be fast enough", "discussion of part 8",
      PROBE_time_against, ANSWER_NO, .against = "max_space", .ratio = 1.5 },
    { 0, "Certainly faster than the allocate-everything model", "discussion of part 8", PROBE_time_against, ANSWER_NO,
      .against = "box", .ratio = 1 },
    { 0, "It would also give a simple way to write recursive async functions", "discussion of part 8", PROBE_recursion,
      ANSWER_YES, "it does until the stack in the future is full, and then the caller is told",
      .under = "until the stack is full",
      .otherwise = { .under = "when it is full", .probe = PROBE_deep_recursion, .says = ANSWER_YES } },
    /* Against a stack whose pages come as they are touched: the space between A and B is shared there. */
    { 0, "you are likely to OOM on some future", "discussion of part 8", PROBE_large_callee, ANSWER_NO,
      "where pages are mapped as they are touched, a task may have much room and use little",
      .under = "with a block of fixed size per task",
      .otherwise = { .under = "with pages mapped as they are touched", .probe = PROBE_large_callee, .says = ANSWER_NO,
                     .of = "side_stack/param" } },
    { 0, "if one dynamically sized future does A and another does B, the total space used is 2A", "discussion of part 8",
      PROBE_room_for_largest, ANSWER_YES },
    { 0, "it's almost certainly better to just box your dynamically sized values in futures", "discussion of part 8", PROBE_none,
      ANSWER_YES,
      "it weighs memory against time, and the report's frontier shows both: bytes of a waiting task beside the time of an item" },
    /* The author's example is &self: it needs two futures at once, and no heap. Both halves hold for max_space, too. */
    { 0, "isn’t a viable alternative way to make an async fn object safe than to heap allocate the future", "object safety",
      PROBE_no_heap, ANSWER_NO, "a bounded stack in the task, or room at the call site (max_space), serves &self without a heap; "
      "both refuse what does not fit", .under = "without a heap",
      .otherwise = { .under = "for &self, with two futures in flight", .probe = PROBE_several_in_flight, .says = ANSWER_NO } },
    { 0 }
};
static const struct system systems[] = {
    { "GNAT on bare boards", "gives the secondary stack a fixed part of each task's stack; the Cortex run-time raises "
                             "Storage_Error beyond it",
      "https://sourceforge.net/p/cortex-gnat-rts/wiki/SecondaryStack" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 105,
    .sentence = "a bounded stack in the root future, or a refusal",
    .placing = &placing,
    .claims = claims,
    .systems = systems,
};
