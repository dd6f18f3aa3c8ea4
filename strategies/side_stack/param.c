/* SPDX-License-Identifier: MIT */
/* The task's second stack (coro/side_stack.h), which next() and drop are handed. Against a stack that only ever pops in order,
 * letting futures die in any order costs four instructions an item: is this frame the top, are there holes?
 *
 * It comes from the runtime's pool, as the stacks of stackful tasks do, and goes back there with its task: on skynet, a fresh one
 * from the heap per task took some 70 times as long, nearly all of it page faults. Its guard page is of no use, since push knows
 * where the end is. */
#include "coro/side_stack.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_side_stack side; };
#include "strategies/side_stack_of_task.h"

static const struct claim claims[] = {
    { 8, "requires cooperation from runtime", "part 8, table", PROBE_adds_to_task, ANSWER_YES },
    { 8, "and allocation", "part 8, table", PROBE_allocates, ANSWER_YES,
      "a stack of fixed size can be part of the program", .under = "with stacks from the runtime's pool",
      .otherwise = { .under = "with a fixed one, which refuses what does not fit", .probe = PROBE_allocates, .says = ANSWER_YES,
                     .of = "side_stack/fixed" } },
    { 0, "allocate the right amount of space on this stack", "part 8, tour", PROBE_plug_in, ANSWER_YES },
    /* box_slab serves every callee and &self as well, and asks no runtime. A quarter is beyond what machines differ by. */
    { 0, "This is probably the most efficient option", "part 8, tour", PROBE_time_against, ANSWER_NO,
      .under = "in a loop over one iterator", .against = "box_slab", .ratio = 1.25,
      .otherwise = { .under = "with a real program's calls", .probe = PROBE_time_against, .says = ANSWER_NO,
                     .against = "box_slab", .ratio = 1.25, .on = "real" } },
    { 0, "Runtimes like embassy wouldn’t be able to do this", "part 8, tour", PROBE_no_heap, ANSWER_NO,
      "a stack of fixed size in static memory needs neither heap nor mmap",
      .under = "with stacks from mmap",
      .otherwise = { .under = "with a fixed one, which refuses what does not fit", .probe = PROBE_no_heap, .says = ANSWER_NO,
                     .of = "side_stack/fixed" } },
    { 0, "we don’t have any sort of protocol for this sort of thing right now", "part 8, tour", PROBE_none, ANSWER_YES,
      "a sentence about Rust in 2022: here the protocol is the task that next() is handed, and in side_stack/tls a thread-local "
      "that every poll sets" },
    /* Appeal is a judgement. The probe decides its reason, which part 8 says of Rust's model without a side stack. */
    { 0, "Introducing a side-stack also starts to “eat away” at some of the appeal of Rust’s async model, which is "
         "designed to allocate the “perfect size stack” up front and avoid the need to allocate a “big stack per task”",
      "part 8, tour",
      PROBE_room_for_largest, ANSWER_YES, .under = "with pages for each task, a big stack",
      .otherwise = { .under = "with a chain of small slabs", .probe = PROBE_room_for_largest, .says = ANSWER_YES,
                     .of = "side_stack/slabs" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 90,
    .sentence = "bump the task's second stack, handed down",
    .placing = &side_placing,
    .lives = { .where = LIVES_IN_TASK },
    .threads = { "nothing: a side stack per task" },
    .claims = claims,
    .stacks = &coro_pooled_side_stacks,
};
