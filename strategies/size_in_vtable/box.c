/* SPDX-License-Identifier: MIT */
/* The caller reads the frame's size in the vtable, allocates, and the callee starts there. This is part 9's `next().box.await`,
 * and the mechanism that Rust's project goal of 2026 will prototype.
 *
 * Outside malloc and free an item takes 55 instructions on `ready`, rustc 1.95's 68 (peer:rust_abort/size_in_vtable/box; 75 were
 * measured before): see .fidelity. */
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

static const struct claim claims[] = {
    { 0, "it didn't allow code to be written with `dyn` that could work in both std and no-std", "part 9", PROBE_no_heap,
      ANSWER_NO },
    { 0, "you have to write `.box` every time you call a method", "part 9", PROBE_one_caller, ANSWER_NO },
    { 0, "That seems easier to handle with call-site allocation", "discussion of part 9, the author", PROBE_none, ANSWER_YES,
      "easier is a judgement: every allocation that fails reaches the caller, here and in box" },
    { 0 }
};
static const struct system systems[] = {
    { "Rust (a goal of 2026)", "is to call async fns through dyn; the first draft was `.method().box`, where the call site boxes",
      "https://github.com/rust-lang/goals/issues/625" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 71,
    .sentence = "the caller asks the vtable for the size, and boxes",
    .fidelity = "rustc 1.95 spends 15 instructions more, 13 in the functions between alloc and dealloc and the C library, "
                "which are three more indirect calls, and 2 on the handle that start_at returns and that the caller makes "
                "here, and 2 fewer: the caller here asks whether the alignment is malloc's and whether it holds a refusal",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_HEAP },
    .threads = { "the heap" },
    .allocations = one_allocation,
    .claims = claims,
    .systems = systems,
};
