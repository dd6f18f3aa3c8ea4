/* SPDX-License-Identifier: MIT */
/* The root future carries a bounded stack for the frames of all dyn calls under it: "treating the backing allocation of the
 * future as essentially a stack" (discussion of part 9). It is allocated with the task, and next() is handed the task, since C
 * has no other way to find the root future. It never grows: a frame that does not fit is refused, and the caller may recover from
 * the failed future.
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
    { 0, "an overflow of a user-provided buffer is a relatively benign and easily recoverable error",
      "discussion of part 9, a reader", PROBE_recovers, ANSWER_YES },
    /* max_space finds its place without computing or checking. */
    { 0, "that's just a layout computation and a bounds check, which should be fast enough", "discussion of part 9, a reader",
      PROBE_time_against, ANSWER_NO, .against = "max_space", .ratio = 1.5 },
    { 0, "Certainly faster than the allocate-everything model", "discussion of part 9, a reader", PROBE_time_against, ANSWER_NO,
      .against = "box", .ratio = 1 },
    { 0, "It would also give a simple way to write recursive async functions", "discussion of part 9, a reader", PROBE_recursion,
      ANSWER_YES, .under = "until the stack is full" },
    { 0, "Either the executor wastes a lot of space by giving every future enough to do the maximum, or you are likely to OOM",
      "discussion of part 9, a reader", PROBE_room_for_largest, ANSWER_YES, .under = "with one size for all",
      .also = { .under = "for a callee beyond that size", .probe = PROBE_large_callee, .says = ANSWER_NO } },
    { 0, "it's almost certainly better to just box your dynamically sized values in futures", "discussion of part 9, a reader",
      PROBE_none,
      ANSWER_YES,
      "it weighs memory against time, and the report's frontier shows both: bytes of a waiting task beside the time of an item" },
    /* Its example is &self: two futures of one iterator at once, and no heap. Both halves hold for max_space, too. */
    { 0, "isn’t a viable alternative way to make an async fn object safe than to heap allocate the future",
      "withoutboats, Async Methods II (2018)", PROBE_no_heap, ANSWER_NO,
      "a bounded stack in the task, or room at the call site (max_space), serves &self without a heap where a bound on frames is "
      "known, and refuses what is larger; the post itself says that such support \"would be backwards compatible\"",
      .under = "without a heap",
      .otherwise = { .under = "for &self, with two futures in flight", .probe = PROBE_several_in_flight, .says = ANSWER_NO } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 105,
    .sentence = "a bounded stack in the root future, or a refusal",
    .placing = &placing,
    .lives = { .where = LIVES_IN_TASK },
    .threads = { "nothing: a stack in the root future of each task" },
    .claims = claims,
};
