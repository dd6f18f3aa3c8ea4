/* SPDX-License-Identifier: MIT */
/* The caller reads the frame's size in the vtable and takes that much of its task's arena: part 9's `arena.new_with(|| next())`.
 * The vtable's drop is handed the task, so that an adapter dropped in mid-await releases its frames in the arena. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "coro/arena.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part { struct coro_arena arena; };
#include "strategies/arena_of_task.h"

static const struct claim claims[] = {
    /* Where a compiler leaves the boxes, it leaves them in the heap: each item takes its own. */
    { 0, "There is also no way that an optimizer would use some local arena for that", "discussion of part 9, a reader",
      PROBE_counted_allocations, ANSWER_YES, .under = "by rustc", .of = "peer:rust/one_crate/abort_lto", .on = "two_types",
      .otherwise = { .under = "by clang, of the C row", .probe = PROBE_counted_allocations, .says = ANSWER_YES,
                     .of = "peer:one_unit/clang/size_in_vtable_box", .on = "two_types" } },
    { 0 }
};
static const struct strategy strategy = {
    .order = 72,
    .is_variant = true,
    .sentence = "the caller asks the vtable; the frame is from an arena",
    .placing = &arena_placing,
    .lives = { .where = LIVES_ON_HEAP, .pointer = LIVES_IN_TASK },
    .threads = { "the heap, behind an arena per task" },
    .claims = claims,
};
